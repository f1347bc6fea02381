package dev.weir.micro.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.core.state.RunOutcome;
import dev.weir.core.state.SqliteState;
import dev.weir.core.state.StateBackend;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * The statements of the product's state, bare: each is compiled once, before time counts. The
 * connection has the product's pragmas, except that {@code synchronous} is chosen.
 */
final class StatementState implements StateBackend {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  /** The values of {@code PRAGMA synchronous}. */
  enum Synchronous {
    /** Each transaction is flushed to the disk. */
    FULL,
    /** A power failure may lose the last transactions. */
    NORMAL
  }

  private final Connection connection;
  private final Clock clock;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement startRun;
  private final PreparedStatement finishRun;
  private final PreparedStatement checkpoint;
  private final PreparedStatement writeCursor;
  private final PreparedStatement readCursor;

  private StatementState(Connection connection, Clock clock) throws SQLException {
    this.connection = connection;
    this.clock = clock;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    startRun =
        connection.prepareStatement(
            "INSERT INTO runs (run_id, pipeline, started_at, status) VALUES (?, ?, ?, ?)");
    finishRun =
        connection.prepareStatement(
            "UPDATE runs SET finished_at = ?, status = ?, records = ?, bytes = ?, error_code = ?"
                + " WHERE run_id = ?");
    checkpoint =
        connection.prepareStatement(
            "INSERT INTO checkpoints (pipeline, load_id, stream, sequence, rows, bytes, noted_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    writeCursor =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO cursors"
                + " (pipeline, stream, field, type, value, load_id, sequence)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    readCursor =
        connection.prepareStatement(
            "SELECT field, type, value FROM cursors WHERE pipeline = ? AND stream = ?");
  }

  /** Opens a state file; the product creates its tables. */
  static StatementState open(Path file, Clock clock, Synchronous synchronous) {
    SqliteState.open(file, clock).close();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA synchronous = " + synchronous);
      }
      return new StatementState(connection, clock);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void startRun(String runId, String pipeline) {
    try {
      execute(startRun, runId, pipeline, now(), RunOutcome.Status.RUNNING.name());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void finishRun(String runId, RunOutcome outcome) {
    try {
      finishRun.setString(1, now());
      finishRun.setString(2, outcome.status().name());
      finishRun.setLong(3, outcome.records());
      finishRun.setLong(4, outcome.bytes());
      finishRun.setString(5, outcome.errorCode().orElse(null));
      finishRun.setString(6, runId);
      finishRun.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void checkpoint(Receipt receipt) {
    try {
      begin.executeUpdate();
      execute(
          checkpoint,
          receipt.pipeline(),
          receipt.loadId(),
          receipt.stream(),
          receipt.sequence(),
          receipt.rows(),
          receipt.bytes(),
          now());
      if (receipt.cursor().isPresent()) {
        Cursor cursor = receipt.cursor().get();
        execute(
            writeCursor,
            receipt.pipeline(),
            receipt.stream(),
            cursor.field(),
            cursor.type(),
            cursor.value(),
            receipt.loadId(),
            receipt.sequence());
      }
      commit.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<Cursor> cursor(String pipeline, String stream) {
    try {
      readCursor.setString(1, pipeline);
      readCursor.setString(2, stream);
      try (ResultSet row = readCursor.executeQuery()) {
        return row.next()
            ? Optional.of(new Cursor(row.getString(1), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String now() {
    return clock.instant().toString();
  }

  private static void execute(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
