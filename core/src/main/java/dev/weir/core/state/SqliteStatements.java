package dev.weir.core.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements of one connection, each compiled once. There are as many as texts, which are
 * constants. Closing the connection closes them. Not thread-safe.
 */
final class SqliteStatements {
  private final Connection connection;
  private final Map<String, PreparedStatement> byText = new HashMap<>();

  SqliteStatements(Connection connection) {
    this.connection = connection;
  }

  /** Reads the result of a query. */
  @FunctionalInterface
  interface ResultReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Runs a statement; returns the number of rows that it has changed. */
  int execute(String text, Object... values) throws SQLException {
    PreparedStatement statement = prepared(text, values);
    try {
      return statement.executeUpdate();
    } catch (SQLException e) {
      discard(text, statement, e);
      throw e;
    }
  }

  /** Runs a query. */
  <T> T query(ResultReader<T> reader, String text, Object... values) throws SQLException {
    PreparedStatement statement = prepared(text, values);
    try (ResultSet rows = statement.executeQuery()) {
      return reader.read(rows);
    } catch (SQLException e) {
      discard(text, statement, e);
      throw e;
    }
  }

  private PreparedStatement prepared(String text, Object... values) throws SQLException {
    PreparedStatement statement = byText.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      byText.put(text, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** A statement that failed may hold a lock until it is closed. */
  private void discard(String text, PreparedStatement statement, SQLException cause) {
    byText.remove(text);
    try {
      statement.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
