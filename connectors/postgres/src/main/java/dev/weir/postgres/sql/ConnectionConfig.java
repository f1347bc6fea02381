package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import dev.weir.core.unit.Secret;
import java.util.Locale;
import java.util.Optional;

/**
 * Connection settings of a source or destination.
 *
 * @param schema contains the streams' tables
 * @param rowSecurity whether policies may filter rows; if not, the server rejects such statements
 */
public record ConnectionConfig(
    ServerAddress address,
    String user,
    Secret password,
    String schema,
    SslMode sslMode,
    Optional<String> sslRootCert,
    RowSecurity rowSecurity,
    Timeouts timeouts) {

  public static final int DEFAULT_PORT = 5432;

  /** Replaces an invalid value, so that the remaining keys are validated, too. */
  private static final String PLACEHOLDER = "invalid";

  /** The sslmode values of libpq, without {@code allow}. */
  public enum SslMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** Returns the value of the driver's sslmode property. */
    String parameter() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Values of the row_security setting. */
  public enum RowSecurity {
    OFF,
    ON
  }

  /** Reads the keys common to source and destination. */
  public static ConnectionConfig read(Settings settings) {
    ServerAddress address = address(settings);
    return new ConnectionConfig(
        address,
        settings.text("user"),
        settings.secret("password", Secret.of("")),
        settings.text("schema", "public"),
        settings.choice(
            "sslmode", isLoopback(address.host()) ? SslMode.PREFER : SslMode.VERIFY_FULL),
        settings.optionalText("sslrootcert"),
        settings.choice("row_security", RowSecurity.OFF),
        Timeouts.read(settings));
  }

  private static ServerAddress address(Settings settings) {
    String host = settings.text("host", ServerAddress::isHost, ServerAddress.HOST_FORM);
    int port = settings.integer("port", DEFAULT_PORT, 1, ServerAddress.PORT_MAX);
    String database =
        settings.text("database", ServerAddress::isDatabase, ServerAddress.DATABASE_FORM);
    return new ServerAddress(
        host.isEmpty() ? PLACEHOLDER : host, port, database.isEmpty() ? PLACEHOLDER : database);
  }

  /** Returns whether TLS is optional by default. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
