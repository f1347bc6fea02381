package dev.weir.core.state;

import java.sql.SQLException;

/**
 * Runs statements in one transaction. BEGIN, COMMIT and ROLLBACK are executed as SQL, on a
 * connection in auto-commit mode: the driver's methods begin another transaction after each commit
 * and rollback, and commit when auto-commit is turned on.
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
   * <p>BEGIN IMMEDIATE takes the write lock at once, so that two transactions which read before
   * they write do not block each other.
   */
  static void run(SqliteStatements statements, Work work) throws SQLException {
    statements.execute("BEGIN IMMEDIATE");
    try {
      work.run();
      statements.execute("COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollBack(statements, e);
      throw e;
    }
  }

  /** After some errors, such as a full disk, SQLite itself has rolled back, and ROLLBACK fails. */
  private static void rollBack(SqliteStatements statements, Exception cause) {
    try {
      statements.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
