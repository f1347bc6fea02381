package dev.weir.core.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Statements that are committed together. Transactions are begun and ended in SQL, on a connection
 * in auto-commit mode: the driver's own begin the next transaction after each commit, and end in
 * commit where auto-commit is turned on again.
 */
final class SqliteTransaction {
  private SqliteTransaction() {}

  /** The statements. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /**
   * Runs the statements and commits, or rolls back and throws the first error.
   *
   * <p>BEGIN IMMEDIATE takes the write lock at once: of two transactions that would first read and
   * then write, neither could go on.
   */
  static void run(Connection connection, Work work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        work.run();
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
    }
  }

  /** After some errors, such as a full disk, SQLite has rolled back already and ROLLBACK fails. */
  private static void rollBack(Statement statement, Exception cause) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
