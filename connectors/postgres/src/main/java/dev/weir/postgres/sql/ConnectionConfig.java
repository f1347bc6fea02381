package dev.weir.postgres.sql;

import dev.weir.core.connector.Settings;
import dev.weir.core.unit.Secret;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a server is and how to get in.
 *
 * @param schema where the streams' tables are
 * @param rowSecurity whether policies may hide rows; otherwise the server refuses such a statement
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

  /** In place of what was refused, so that reading goes on. */
  private static final String STAND_IN = "refused";

  /** libpq's modes that leave no doubt about what is protected. */
  public enum SslMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** As the driver writes it. */
    String parameter() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The server's row_security. */
  public enum RowSecurity {
    OFF,
    ON
  }

  /** Reads the keys that source and destination share. */
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
        host.isEmpty() ? STAND_IN : host, port, database.isEmpty() ? STAND_IN : database);
  }

  /** Off loopback, a server must prove who it is unless the pipeline says otherwise. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
