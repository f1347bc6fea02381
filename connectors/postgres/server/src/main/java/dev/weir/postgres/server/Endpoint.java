package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.conninfo.ConnectionHost;
import dev.weir.postgres.protocol.UnixSocketFactory;
import dev.weir.postgres.sql.ServerAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The address of a server and the role that logs in.
 *
 * @param host see {@link ServerAddress#isHostOrDirectory}
 * @param port from 1 to 65,535
 * @param sslMode a mode of libpq, such as {@code prefer} or {@code verify-full}
 */
public record Endpoint(String host, int port, String user, Secret password, String sslMode) {
  /** Those of libpq; psql and the driver take the same. */
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** Time to connect and log in. */
  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  /**
   * Checks each part.
   *
   * @throws IllegalArgumentException with a sentence that does not repeat a text, as it may hold a
   *     password
   */
  public Endpoint {
    if (!ServerAddress.isHostOrDirectory(host)) {
      throw new IllegalArgumentException(
          "the host must be " + ServerAddress.HOST_OR_DIRECTORY_FORM);
    }
    if (port < 1 || port > ServerAddress.PORT_MAX) {
      throw new IllegalArgumentException("the port must be from 1 to 65535, not " + port);
    }
    // In the start-up message a NUL would end the name and begin a parameter.
    if (!ServerAddress.isDatabase(user)) {
      throw new IllegalArgumentException("the user must be a name of 1 to 63 bytes without NUL");
    }
    if (!SSL_MODES.contains(sslMode)) {
      throw new IllegalArgumentException(
          "sslmode must be disable, allow, prefer, require, verify-ca or verify-full");
    }
  }

  /** A server on this machine, which needs no TLS. */
  static Endpoint loopback(int port, String user, Secret password) {
    return new Endpoint("127.0.0.1", port, user, password, "disable");
  }

  /**
   * Returns the server that PGHOST, PGPORT, PGUSER, PGPASSWORD and PGSSLMODE name.
   *
   * @throws ServerException where they name none
   */
  static Endpoint fromEnvironment(Map<String, String> environment) {
    String host = environment.getOrDefault("PGHOST", "");
    if (host.isBlank()) {
      throw new ServerException(
          "No server is named: set PGHOST, PGPORT, PGUSER and PGPASSWORD, or read them from the file"
              + " that `weir-postgres serve --ready` writes.");
    }
    String port = environment.getOrDefault("PGPORT", "5432");
    if (!port.matches("\\d{1,5}")) {
      throw new ServerException("PGPORT is no number; it must be one from 1 to 65535.");
    }
    try {
      return new Endpoint(
          host,
          Integer.parseInt(port),
          environment.getOrDefault("PGUSER", System.getProperty("user.name")),
          Secret.of(environment.getOrDefault("PGPASSWORD", "")),
          environment.getOrDefault("PGSSLMODE", "prefer"));
    } catch (IllegalArgumentException e) {
      throw new ServerException(
          "PGHOST, PGPORT, PGUSER and PGSSLMODE do not name a server: " + e.getMessage() + ".", e);
    }
  }

  /** The same as {@link #fromEnvironment} reads, in that order. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PGHOST", host);
    environment.put("PGPORT", Integer.toString(port));
    environment.put("PGUSER", user);
    environment.put("PGPASSWORD", password.reveal());
    environment.put("PGSSLMODE", sslMode);
    return environment;
  }

  /** A new connection in autocommit; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password.reveal());
    properties.setProperty("sslmode", sslMode);
    properties.setProperty("ApplicationName", "weir-postgres");
    properties.setProperty("tcpKeepAlive", "true");
    // Limits the log-in as a whole: a listener that is no Postgres may accept and never answer.
    properties.setProperty("loginTimeout", CONNECT_TIMEOUT_SECONDS);
    boolean isSocket = ServerAddress.isDirectory(host);
    if (isSocket) {
      properties.setProperty("sslmode", "disable");
      properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
      properties.setProperty(
          "socketFactoryArg", ConnectionHost.socket(Path.of(host), port).toString());
    }
    return DriverManager.getConnection(
        new ServerAddress(isSocket ? ConnectionHost.LOCALHOST : host, port, database).jdbcUrl(),
        properties);
  }

  /** Such as {@code postgres@127.0.0.1:5432}. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
