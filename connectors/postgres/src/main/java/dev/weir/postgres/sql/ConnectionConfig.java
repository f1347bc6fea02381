package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import dev.weir.core.unit.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Connection settings of a source or destination.
 *
 * @param servers are tried in this order
 * @param properties further properties of the driver, by name
 * @param note what else to say if the authentication fails
 * @param schema contains the streams' tables
 * @param rowSecurity whether policies may filter rows; if not, the server rejects such statements
 */
public record ConnectionConfig(
    List<LoginServer> servers,
    SessionTarget target,
    String user,
    Map<String, String> properties,
    Optional<String> note,
    String schema,
    RowSecurity rowSecurity,
    Timeouts timeouts) {

  public static final int DEFAULT_PORT = 5432;

  /** Replaces an invalid value, so that the remaining keys are validated, too. */
  private static final String PLACEHOLDER = "invalid";

  private static final List<String> KEYS_OF_URL =
      List.of("host", "port", "database", "user", "sslmode", "sslrootcert");

  public ConnectionConfig {
    servers = List.copyOf(servers);
    properties = Map.copyOf(properties);
  }

  /** The sslmode values of libpq. */
  public enum SslMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** Returns the value of the driver's sslmode property. */
    public String parameter() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the mode if none is given. */
    static SslMode defaultFor(String host) {
      return isLoopback(host) ? PREFER : VERIFY_FULL;
    }

    private static boolean isLoopback(String host) {
      return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
  }

  /** Values of the row_security setting. */
  public enum RowSecurity {
    OFF,
    ON
  }

  /** Returns the settings of a connection string, with the defaults of all other keys. */
  public static ConnectionConfig of(UrlLogin login) {
    return new ConnectionConfig(
        login.servers(),
        login.target(),
        login.user(),
        login.properties(),
        login.note(),
        "public",
        RowSecurity.OFF,
        login.connectTimeout().map(Timeouts.defaults()::withConnect).orElse(Timeouts.defaults()));
  }

  /** Reads the keys common to source and destination. */
  public static ConnectionConfig read(Settings settings) {
    Optional<Secret> url = settings.optionalSecret("url");
    UrlLogin login = url.map(text -> ofUrl(settings, text)).orElseGet(() -> ofKeys(settings));
    Timeouts timeouts = Timeouts.read(settings);
    return new ConnectionConfig(
        login.servers(),
        login.target(),
        login.user(),
        login.properties(),
        login.note(),
        settings.text("schema", "public"),
        settings.choice("row_security", RowSecurity.OFF),
        login.connectTimeout().map(timeouts::withConnect).orElse(timeouts));
  }

  private static UrlLogin ofUrl(Settings settings, Secret url) {
    for (String key : KEYS_OF_URL) {
      if (settings.optionalText(key).isPresent()) {
        settings.reject(key, "is a part of url; leave it out, or leave url out");
      }
    }
    return UrlLogin.read(settings, url, settings.optionalSecret("password"));
  }

  private static UrlLogin ofKeys(Settings settings) {
    String host =
        settings.text(
            "host", ServerAddress::isHostOrDirectory, ServerAddress.HOST_OR_DIRECTORY_FORM);
    int port = settings.integer("port", DEFAULT_PORT, 1, ServerAddress.PORT_MAX);
    String database =
        valid(settings.text("database", ServerAddress::isDatabase, ServerAddress.DATABASE_FORM));
    String user = settings.text("user");
    Secret password = settings.secret("password", Secret.of(""));
    SslMode sslMode = settings.choice("sslmode", SslMode.defaultFor(host));
    Optional<String> rootCert = settings.optionalText("sslrootcert");
    LoginServer server =
        ServerAddress.isDirectory(host)
            ? LoginServer.atSocket(host, port, database, password)
            : LoginServer.at(new ServerAddress(valid(host), port, database), password, sslMode);
    return UrlLogin.of(server, user, rootCert);
  }

  private static String valid(String text) {
    return text.isEmpty() ? PLACEHOLDER : text;
  }
}
