package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where a server listens, and as whom to log in.
 *
 * @param host a name or an address, without brackets
 * @param port from 1 to 65,535
 * @param sslMode a mode of libpq's, such as {@code prefer} or {@code verify-full}
 */
public record Endpoint(String host, int port, String user, Secret password, String sslMode) {
  static final int PORT_MAX = 65_535;

  /** No server that we may meet takes longer to answer, and no person waits longer. */
  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  public Endpoint {
    if (host.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("A server has a host and a user.");
    }
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("A port is from 1 to 65535, not " + port + ".");
    }
  }

  /** A server on this machine, which needs no TLS. */
  static Endpoint loopback(int port, String user, Secret password) {
    return new Endpoint("127.0.0.1", port, user, password, "disable");
  }

  /**
   * The server that PGHOST, PGPORT, PGUSER, PGPASSWORD and PGSSLMODE name.
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
    try {
      return new Endpoint(
          host,
          Integer.parseInt(port),
          environment.getOrDefault("PGUSER", System.getProperty("user.name")),
          Secret.of(environment.getOrDefault("PGPASSWORD", "")),
          environment.getOrDefault("PGSSLMODE", "prefer"));
    } catch (IllegalArgumentException e) {
      throw new ServerException("PGPORT is " + port + "; it is a number from 1 to 65535.", e);
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

  /** Without user and password, so that it can be shown. */
  public String jdbcUrl(String database) {
    String address = host.contains(":") ? "[" + host + "]" : host;
    String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    return "jdbc:postgresql://" + address + ":" + port + "/" + name + "?sslmode=" + sslMode;
  }

  /** A new connection in autocommit; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password.reveal());
    properties.setProperty("ApplicationName", "weir-postgres");
    // Of the log-in as a whole: somebody may listen who never answers.
    properties.setProperty("loginTimeout", CONNECT_TIMEOUT_SECONDS);
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  /** Such as {@code postgres@127.0.0.1:5432}. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
