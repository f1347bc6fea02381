package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a server listens, and as whom to log in.
 *
 * @param host a name or an address, without brackets
 * @param port from 1 to 65,535
 * @param sslMode a mode of libpq's, such as {@code prefer} or {@code verify-full}
 */
public record Endpoint(String host, int port, String user, Secret password, String sslMode) {
  /** No server that we may meet takes longer to answer, and no person waits longer. */
  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  public Endpoint {
    if (host.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("A server has a host and a user.");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("A port is from 1 to 65535, not " + port + ".");
    }
  }

  /** A server on this machine, which needs no TLS. */
  static Endpoint loopback(int port, String user, Secret password) {
    return new Endpoint("127.0.0.1", port, user, password, "disable");
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
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  /** Such as {@code postgres@127.0.0.1:5432}. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
