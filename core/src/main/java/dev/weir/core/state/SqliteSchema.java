package dev.weir.core.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of a state file, and how a file is known to be one. */
final class SqliteSchema {
  /** Stands in {@code PRAGMA user_version}. */
  static final int VERSION = 1;

  /** Stands in {@code PRAGMA application_id}: "Weir" in ASCII. */
  static final int APPLICATION_ID = 0x57656972;

  // Checkpoints do not refer to runs: after a state file was lost, receipts of runs that it never
  // knew come back from the destination.
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE runs (
            run_id TEXT PRIMARY KEY,
            pipeline TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            status TEXT NOT NULL,
            records INTEGER NOT NULL DEFAULT 0,
            bytes INTEGER NOT NULL DEFAULT 0,
            error_code TEXT
          ) STRICT
          """,
          "CREATE INDEX runs_by_pipeline ON runs (pipeline)",
          """
          CREATE TABLE checkpoints (
            pipeline TEXT NOT NULL,
            load_id TEXT NOT NULL,
            stream TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            noted_at TEXT NOT NULL,
            PRIMARY KEY (pipeline, load_id, stream, sequence)
          ) STRICT, WITHOUT ROWID
          """,
          """
          CREATE TABLE cursors (
            pipeline TEXT NOT NULL,
            stream TEXT NOT NULL,
            field TEXT NOT NULL,
            type TEXT NOT NULL,
            value TEXT NOT NULL,
            load_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (pipeline, stream),
            FOREIGN KEY (pipeline, load_id, stream, sequence)
              REFERENCES checkpoints (pipeline, load_id, stream, sequence)
          ) STRICT, WITHOUT ROWID
          """);

  private SqliteSchema() {}

  /** Makes the tables in an empty file; refuses a file that is not ours, before changing it. */
  static void prepare(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isCurrent(statement, file)) {
        connection.setAutoCommit(false);
        try {
          // Asked again, for another process may have made them since.
          if (!isCurrent(statement, file)) {
            create(statement);
          }
          connection.commit();
        } finally {
          connection.setAutoCommit(true);
        }
      }
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
    }
  }

  private static boolean isCurrent(Statement statement, Path file) throws SQLException {
    int version = number(statement, "PRAGMA user_version");
    if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
      if (version != 0 || number(statement, "SELECT count(*) FROM sqlite_schema") != 0) {
        throw SqliteErrors.foreign(file);
      }
      return false;
    }
    if (version > VERSION) {
      throw SqliteErrors.newer(file, version, VERSION);
    }
    return version == VERSION;
  }

  private static void create(Statement statement) throws SQLException {
    for (String table : TABLES) {
      statement.execute(table);
    }
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
