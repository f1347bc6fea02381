package dev.weir.micro.conninfo;

import dev.weir.core.unit.Secret;
import dev.weir.micro.Agreement;
import dev.weir.postgres.conninfo.ConnectionEnvironment;
import dev.weir.postgres.conninfo.ConnectionHost;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.conninfo.ConnectionParameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** The parsers of connection strings, and the parts that they find, for the gate. */
final class ConnectionParts {
  private static final String HOSTS = "the hosts";
  private static final String PORTS = "the ports";
  private static final String DATABASE = "the database";
  private static final String USER = "the user";
  private static final String PASSWORD = "the password";
  private static final String SSL_MODE = "sslmode";
  private static final String APPLICATION_NAME = "application_name";

  /** Without variables, files and sockets, so that the text alone is read. */
  private static final ConnectionEnvironment ENVIRONMENT =
      new ConnectionEnvironment(
          name -> Optional.empty(), Path.of("no-such-folder"), "nobody", List.of());

  private ConnectionParts() {}

  /** Reads a text as the product does. */
  static ConnectionInfo read(String text) {
    return ConnectionInfo.read(text, ENVIRONMENT);
  }

  /** Parses a text as the driver does. */
  static Properties parseByDriver(String text) {
    return Objects.requireNonNull(Driver.parseURL(text, null), "The driver refuses " + text);
  }

  static Map<String, String> of(ConnectionInfo info) {
    return Map.of(
        HOSTS,
        joined(info, ConnectionHost::host),
        PORTS,
        joined(info, host -> Integer.toString(host.port())),
        DATABASE,
        info.database(),
        USER,
        info.user(),
        PASSWORD,
        info.hosts().stream()
            .map(ConnectionHost::password)
            .map(Secret::reveal)
            .distinct()
            .collect(Collectors.joining(",")),
        SSL_MODE,
        info.parameters().getOrDefault(ConnectionParameter.SSLMODE, ""),
        APPLICATION_NAME,
        info.parameters().getOrDefault(ConnectionParameter.APPLICATION_NAME, ""));
  }

  private static String joined(ConnectionInfo info, Function<ConnectionHost, String> part) {
    return info.hosts().stream().map(part).collect(Collectors.joining(","));
  }

  static Map<String, String> of(Properties properties) {
    return Map.of(
        HOSTS,
        property(properties, PGProperty.PG_HOST.getName()),
        PORTS,
        property(properties, PGProperty.PG_PORT.getName()),
        DATABASE,
        property(properties, PGProperty.PG_DBNAME.getName()),
        USER,
        property(properties, PGProperty.USER.getName()),
        PASSWORD,
        property(properties, PGProperty.PASSWORD.getName()),
        SSL_MODE,
        property(properties, PGProperty.SSL_MODE.getName()),
        APPLICATION_NAME,
        property(properties, ConnectionParameter.APPLICATION_NAME.keyword()));
  }

  private static String property(Properties properties, String name) {
    return properties.getProperty(name, "");
  }

  /**
   * Passes if a parser has found what the form says.
   *
   * @throws IllegalStateException if it has not
   */
  static void check(String who, ConnectionForm form, Map<String, String> found) {
    Map<String, String> expected =
        Map.of(
            HOSTS,
            form.hasStandby() ? "orders.example,standby.example" : "orders.example",
            PORTS,
            form.hasStandby() ? "5433,5434" : "5433",
            DATABASE,
            "orders",
            USER,
            "reader",
            PASSWORD,
            "not-a-secret",
            SSL_MODE,
            "require",
            APPLICATION_NAME,
            "weir");
    expected.forEach(
        (part, value) -> Agreement.requireEqual(who, part + " of " + form, value, found.get(part)));
  }
}
