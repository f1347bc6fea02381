package dev.weir.core.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables of a state file, and the marks by which a file is known to be one. */
final class SqliteSchema {
  /** The value of {@code PRAGMA user_version}. */
  static final int VERSION = 1;

  /** The value of {@code PRAGMA application_id}: "Weir" in ASCII. */
  static final int APPLICATION_ID = 0x57656972;

  // Checkpoints do not reference runs: after a state file was lost, the destination's receipts
  // bring back checkpoints of runs that the new file does not contain.
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
          ) STRICT\
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
          ) STRICT, WITHOUT ROWID\
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
          ) STRICT, WITHOUT ROWID\
          """);

  private SqliteSchema() {}

  /**
   * Creates the tables in one transaction where there are none. A file in which an earlier version
   * created only some of them is completed.
   *
   * @throws dev.weir.core.error.WeirException where the file belongs to another program or a newer
   *     version; it is not changed
   */
  static void prepare(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isComplete(statement, file)) {
        SqliteTransaction.run(
            new SqliteStatements(connection),
            () -> {
              // Asked again, because another process may have created them since.
              if (!isComplete(statement, file)) {
                complete(statement);
              }
            });
      }
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
    }
  }

  private static boolean isComplete(Statement statement, Path file) throws SQLException {
    int version = number(statement, "PRAGMA user_version");
    int application = number(statement, "PRAGMA application_id");
    if (application == APPLICATION_ID && version > VERSION) {
      throw SqliteErrors.newer(file, version, VERSION);
    }
    if (application == APPLICATION_ID && version == VERSION) {
      return true;
    }
    boolean unmarked = version == 0 && (application == 0 || application == APPLICATION_ID);
    if (!unmarked || !TABLES.containsAll(definitions(statement))) {
      throw SqliteErrors.foreign(file);
    }
    return false;
  }

  private static void complete(Statement statement) throws SQLException {
    Set<String> existing = definitions(statement);
    for (String table : TABLES) {
      if (!existing.contains(table)) {
        statement.execute(table);
      }
    }
    statement.execute("PRAGMA application_id = " + APPLICATION_ID);
    statement.execute("PRAGMA user_version = " + VERSION);
  }

  /** SQLite keeps each CREATE statement as it was given. */
  private static Set<String> definitions(Statement statement) throws SQLException {
    Set<String> definitions = new HashSet<>();
    try (ResultSet row =
        statement.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")) {
      while (row.next()) {
        definitions.add(row.getString(1));
      }
    }
    return definitions;
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
