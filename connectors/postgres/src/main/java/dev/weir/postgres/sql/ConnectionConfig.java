package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import dev.weir.core.unit.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server is and how to get in.
 *
 * @param schema where the streams' tables are
 */
public record ConnectionConfig(
    String host,
    int port,
    String user,
    Secret password,
    String database,
    String schema,
    SslMode sslMode,
    Optional<String> sslRootCert,
    Duration connectTimeout) {

  public static final int DEFAULT_PORT = 5432;
  private static final int PORT_MAX = 65_535;
  private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** libpq's modes that leave no doubt about what is protected. */
  public enum SslMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** As the driver writes it. */
    String parameter() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads the keys that source and destination share. */
  public static ConnectionConfig read(Settings settings) {
    String host = settings.text("host");
    return new ConnectionConfig(
        host,
        settings.integer("port", DEFAULT_PORT, 1, PORT_MAX),
        settings.text("user"),
        settings.secret("password", Secret.of("")),
        settings.text("database"),
        settings.text("schema", "public"),
        settings.choice("sslmode", isLoopback(host) ? SslMode.PREFER : SslMode.VERIFY_FULL),
        settings.optionalText("sslrootcert"),
        settings.duration(
            "connect_timeout",
            DEFAULT_CONNECT_TIMEOUT,
            Duration.ofSeconds(1),
            Duration.ofMinutes(10)));
  }

  /** Off loopback, a server must prove who it is unless the pipeline says otherwise. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
