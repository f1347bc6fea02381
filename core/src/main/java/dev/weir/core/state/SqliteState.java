package dev.weir.core.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The state in one SQLite file, in WAL mode with {@code synchronous=FULL}: what a method has
 * recorded survives a crash of the process and a power failure. Thread-safe.
 */
public final class SqliteState implements StateBackend {
  /** How long a writer waits for another process's transaction; each takes milliseconds. */
  static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

  private final Path file;
  private final Connection connection;
  private final SqliteStatements statements;
  private final Clock clock;

  /** Takes ownership of a connection to a file whose tables exist. */
  SqliteState(Path file, Connection connection, Clock clock) {
    this.file = file;
    this.connection = connection;
    this.statements = new SqliteStatements(connection);
    this.clock = clock;
  }

  /**
   * Opens a state file; creates it, and its directory, where it does not exist.
   *
   * @throws dev.weir.core.error.WeirException where the file is not a state file, is locked, or
   *     cannot be written
   */
  public static SqliteState open(Path file, Clock clock) {
    return open(file, clock, BUSY_TIMEOUT);
  }

  static SqliteState open(Path file, Clock clock, Duration busyTimeout) {
    try {
      Connection connection = SqliteFile.open(file, busyTimeout);
      try {
        SqliteSchema.prepare(connection, file);
        return new SqliteState(file, connection, clock);
      } catch (SQLException | RuntimeException e) {
        closeAfter(e, connection);
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteErrors.of(file, e);
    }
  }

  private static void closeAfter(Exception cause, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void startRun(String runId, String pipeline) {
    update(
        "INSERT INTO runs (run_id, pipeline, started_at, status) VALUES (?, ?, ?, ?)",
        runId,
        pipeline,
        clock.instant().toString(),
        RunOutcome.Status.RUNNING.name());
  }

  @Override
  public void finishRun(String runId, RunOutcome outcome) {
    int found =
        update(
            "UPDATE runs SET finished_at = ?, status = ?, records = ?, bytes = ?,"
                + " error_code = nullif(?, '') WHERE run_id = ?",
            clock.instant().toString(),
            outcome.status().name(),
            outcome.records(),
            outcome.bytes(),
            outcome.errorCode().orElse(""),
            runId);
    if (found != 1) {
      throw new IllegalStateException("Run " + runId + " was never started");
    }
  }

  @Override
  public void checkpoint(Receipt receipt) {
    transaction(
        () -> {
          // A receipt may be recorded twice: by its run, and from the destination by the next one.
          statements.execute(
              "INSERT INTO checkpoints (pipeline, load_id, stream, sequence, rows, bytes, noted_at)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
              receipt.pipeline(),
              receipt.loadId(),
              receipt.stream(),
              receipt.sequence(),
              receipt.rows(),
              receipt.bytes(),
              clock.instant().toString());
          if (receipt.cursor().isPresent()) {
            Cursor cursor = receipt.cursor().get();
            statements.execute(
                "INSERT OR REPLACE INTO cursors"
                    + " (pipeline, stream, field, type, value, load_id, sequence)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                receipt.pipeline(),
                receipt.stream(),
                cursor.field(),
                cursor.type(),
                cursor.value(),
                receipt.loadId(),
                receipt.sequence());
          }
        });
  }

  @Override
  public synchronized Optional<Cursor> cursor(String pipeline, String stream) {
    try {
      return statements.query(
          row ->
              row.next()
                  ? Optional.of(new Cursor(row.getString(1), row.getString(2), row.getString(3)))
                  : Optional.empty(),
          "SELECT field, type, value FROM cursors WHERE pipeline = ? AND stream = ?",
          pipeline,
          stream);
    } catch (SQLException e) {
      throw SqliteErrors.of(file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqliteErrors.of(file, e);
    }
  }

  private synchronized int update(String sql, Object... values) {
    try {
      return statements.execute(sql, values);
    } catch (SQLException e) {
      throw SqliteErrors.of(file, e);
    }
  }

  private synchronized void transaction(SqliteTransaction.Work work) {
    try {
      SqliteTransaction.run(statements, work);
    } catch (SQLException e) {
      throw SqliteErrors.of(file, e);
    }
  }
}
