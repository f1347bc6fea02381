package dev.weir.postgres;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.sql.ServerAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Address of the test server, and its superuser. */
public record TestEndpoint(String host, int port, String user, Secret password) {
  /** Opens a connection in autocommit; the caller closes it. */
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        new ServerAddress(host, port, database).jdbcUrl(), user, password.reveal());
  }
}
