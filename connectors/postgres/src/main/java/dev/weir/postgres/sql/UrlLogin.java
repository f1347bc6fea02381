package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import dev.weir.core.unit.Secret;
import dev.weir.postgres.conninfo.ConnectionEnvironment;
import dev.weir.postgres.conninfo.ConnectionHost;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.conninfo.ConnectionParameter;
import dev.weir.postgres.conninfo.ConnectionStringException;
import dev.weir.postgres.sql.ConnectionConfig.SslMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * What a connection string says, in terms of the driver.
 *
 * @param properties of the driver, by name
 */
public record UrlLogin(
    List<LoginServer> servers,
    SessionTarget target,
    String user,
    Map<String, String> properties,
    Optional<String> note,
    Optional<Duration> connectTimeout) {

  /** Parameters that are passed to the driver as they are. */
  private static final Map<ConnectionParameter, PGProperty> PASSED =
      Map.ofEntries(
          Map.entry(ConnectionParameter.REQUIRE_AUTH, PGProperty.REQUIRE_AUTH),
          Map.entry(ConnectionParameter.CHANNEL_BINDING, PGProperty.CHANNEL_BINDING),
          Map.entry(ConnectionParameter.OPTIONS, PGProperty.OPTIONS),
          Map.entry(ConnectionParameter.SSLNEGOTIATION, PGProperty.SSL_NEGOTIATION),
          Map.entry(ConnectionParameter.SSLCERT, PGProperty.SSL_CERT),
          Map.entry(ConnectionParameter.SSLKEY, PGProperty.SSL_KEY),
          Map.entry(ConnectionParameter.SSLPASSWORD, PGProperty.SSL_PASSWORD),
          Map.entry(ConnectionParameter.SSLROOTCERT, PGProperty.SSL_ROOT_CERT),
          Map.entry(ConnectionParameter.GSSENCMODE, PGProperty.GSS_ENC_MODE),
          Map.entry(ConnectionParameter.KRBSRVNAME, PGProperty.KERBEROS_SERVER_NAME));

  /** The value of sslrootcert that stands for the authorities that the JDK trusts. */
  private static final String SYSTEM = "system";

  private enum LoadBalance {
    DISABLE,
    RANDOM
  }

  private static final Duration CONNECT_TIMEOUT_MAX = Duration.ofMinutes(10);

  public UrlLogin {
    servers = List.copyOf(servers);
    properties = Map.copyOf(properties);
  }

  /** Returns the login of a server that is given by single keys. */
  static UrlLogin of(LoginServer server, String user, Optional<String> rootCert) {
    Map<String, String> properties = new HashMap<>();
    rootCert.ifPresent(file -> properties.put(PGProperty.SSL_ROOT_CERT.getName(), file));
    return new UrlLogin(
        List.of(server), SessionTarget.ANY, user, properties, Optional.empty(), Optional.empty());
  }

  /** Reads the key {@code url}, and rejects it if it cannot be used. */
  static UrlLogin read(Settings settings, Secret url, Optional<Secret> password) {
    try {
      ConnectionInfo info =
          ConnectionInfo.read(
              url.reveal(), ConnectionEnvironment.of(settings::environmentVariable));
      info.hosts().forEach(host -> settings.conceal(host.password()));
      Optional.ofNullable(info.parameters().get(ConnectionParameter.SSLPASSWORD))
          .ifPresent(secret -> settings.conceal(Secret.of(secret)));
      return of(info, password);
    } catch (ConnectionStringException e) {
      settings.reject("url", "cannot be used: " + e.getMessage());
      return of(
          LoginServer.at(
              new ServerAddress("invalid", ConnectionConfig.DEFAULT_PORT, "invalid"),
              Secret.of(""),
              SslMode.VERIFY_FULL),
          "invalid",
          Optional.empty());
    }
  }

  /**
   * Returns the login of a connection string.
   *
   * @param password replaces that of the connection string
   * @throws ConnectionStringException if a value is invalid
   */
  public static UrlLogin of(ConnectionInfo info, Optional<Secret> password) {
    Map<ConnectionParameter, String> given = info.parameters();
    if (!ServerAddress.isDatabase(info.user())) {
      throw new ConnectionStringException("The user must be " + ServerAddress.DATABASE_FORM);
    }
    Optional<SslMode> sslMode = choice(given, ConnectionParameter.SSLMODE, SslMode.class);
    boolean trustsSystem = SYSTEM.equals(given.get(ConnectionParameter.SSLROOTCERT));
    if (trustsSystem && sslMode.filter(mode -> mode != SslMode.VERIFY_FULL).isPresent()) {
      throw new ConnectionStringException("sslrootcert=system requires sslmode=verify-full");
    }
    List<LoginServer> servers = new ArrayList<>();
    for (ConnectionHost host : info.hosts()) {
      servers.add(server(host, info.database(), sslMode, trustsSystem, password));
    }
    if (choice(given, ConnectionParameter.LOAD_BALANCE_HOSTS, LoadBalance.class)
        .filter(LoadBalance.RANDOM::equals)
        .isPresent()) {
      Collections.shuffle(servers);
    }
    return new UrlLogin(
        servers,
        choice(given, ConnectionParameter.TARGET_SESSION_ATTRS, SessionTarget.class)
            .orElse(SessionTarget.ANY),
        info.user(),
        properties(given, trustsSystem),
        info.passwordFileRefusal(),
        connectTimeout(given));
  }

  private static LoginServer server(
      ConnectionHost host,
      String database,
      Optional<SslMode> sslMode,
      boolean trustsSystem,
      Optional<Secret> password) {
    Optional<SocketAddress> socket = host.socket().map(UrlLogin::socket);
    SslMode mode =
        sslMode.orElse(trustsSystem ? SslMode.VERIFY_FULL : SslMode.defaultFor(host.host()));
    ServerAddress address;
    try {
      address = new ServerAddress(host.host(), host.port(), database);
    } catch (IllegalArgumentException e) {
      throw new ConnectionStringException(withoutStop(String.valueOf(e.getMessage())));
    }
    return new LoginServer(
        address,
        socket.or(() -> host.address().map(text -> numeric(text, host.port()))),
        password.orElse(host.password()),
        // As in libpq, there is no TLS on Unix-domain sockets.
        socket.isPresent() ? SslMode.DISABLE : mode);
  }

  private static SocketAddress socket(Path path) {
    return UnixDomainSocketAddress.of(path);
  }

  private static SocketAddress numeric(String address, int port) {
    if (!address.matches("[0-9A-Fa-f:.]+") || !ServerAddress.isHost(address)) {
      throw new ConnectionStringException("A hostaddr must be an IPv4 or IPv6 address");
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(address), port);
    } catch (UnknownHostException e) {
      throw new ConnectionStringException("A hostaddr must be an IPv4 or IPv6 address");
    }
  }

  private static Map<String, String> properties(
      Map<ConnectionParameter, String> given, boolean trustsSystem) {
    Map<String, String> properties = new HashMap<>();
    PASSED.forEach(
        (parameter, property) -> {
          String value = given.getOrDefault(parameter, "");
          if (!value.isEmpty()) {
            properties.put(property.getName(), value);
          }
        });
    if (trustsSystem) {
      properties.remove(PGProperty.SSL_ROOT_CERT.getName());
      properties.put(PGProperty.SSL_FACTORY.getName(), DefaultJavaSSLFactory.class.getName());
    }
    Optional.ofNullable(given.get(ConnectionParameter.APPLICATION_NAME))
        .or(() -> Optional.ofNullable(given.get(ConnectionParameter.FALLBACK_APPLICATION_NAME)))
        .ifPresent(name -> properties.put(PGProperty.APPLICATION_NAME.getName(), name));
    return properties;
  }

  /** As in libpq, zero and an absent value are no limit of their own. */
  private static Optional<Duration> connectTimeout(Map<ConnectionParameter, String> given) {
    String text = given.getOrDefault(ConnectionParameter.CONNECT_TIMEOUT, "0").strip();
    if (!text.matches("-?\\d{1,9}")) {
      throw new ConnectionStringException("connect_timeout must be a whole number of seconds");
    }
    Duration timeout = Duration.ofSeconds(Long.parseLong(text));
    if (timeout.isZero() || timeout.isNegative()) {
      return Optional.empty();
    }
    return Optional.of(timeout.compareTo(CONNECT_TIMEOUT_MAX) > 0 ? CONNECT_TIMEOUT_MAX : timeout);
  }

  private static <E extends Enum<E>> Optional<E> choice(
      Map<ConnectionParameter, String> given, ConnectionParameter parameter, Class<E> type) {
    String value = given.getOrDefault(parameter, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(value)) {
        return Optional.of(constant);
      }
    }
    throw new ConnectionStringException(
        "%s must be one of %s"
            .formatted(
                parameter.keyword(),
                Arrays.stream(type.getEnumConstants())
                    .map(UrlLogin::written)
                    .collect(Collectors.joining(", "))));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
