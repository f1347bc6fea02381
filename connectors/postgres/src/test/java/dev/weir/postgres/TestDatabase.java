package dev.weir.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of the test server. */
public record TestDatabase(TestEndpoint endpoint, String name) {
  /** A new connection in autocommit; the caller closes it. */
  public Connection connect() throws SQLException {
    return endpoint.connect(name);
  }

  /** Runs statements, each in its own transaction. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
