package dev.weir.micro.state;

import dev.weir.core.connector.Receipt;
import dev.weir.core.state.RunOutcome;
import dev.weir.core.state.StateBackend;
import dev.weir.micro.Agreement;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds contenders to the same rows, in as many transactions. */
final class StateGate {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final List<String> TABLES = List.of("runs", "checkpoints", "cursors");
  private static final int STREAMS = 3;
  private static final RunOutcome OUTCOME =
      new RunOutcome(RunOutcome.Status.FAILED, 3, 40, Optional.of("source.table_missing"));

  private StateGate() {}

  /**
   * Passes if all contenders record what the first one does.
   *
   * @throws IllegalStateException if one does not
   */
  static void check(StateFolder folder, List<StateContender> contenders) throws IOException {
    Recorded expected = record(folder, contenders.get(0));
    for (StateContender contender : contenders.subList(1, contenders.size())) {
      Recorded found = record(folder, contender);
      for (int table = 0; table < TABLES.size(); table++) {
        Agreement.requireEqual(
            contender.name(),
            TABLES.get(table),
            expected.tables().get(table),
            found.tables().get(table));
      }
      Agreement.requireEqual(
          contender.name(), "the number of commits", expected.commits(), found.commits());
      Agreement.requireEqual(contender.name(), "the cursors", expected.cursors(), found.cursors());
      Agreement.requireEqual(
          contender.name(), "the streams that are behind", expected.behind(), found.behind());
    }
  }

  private record Recorded(
      List<List<String>> tables, List<Object> cursors, int commits, int behind) {}

  private static Recorded record(StateFolder folder, StateContender contender) throws IOException {
    Path file = folder.file("gate-" + contender.name() + ".db");
    Receipts receipts = new Receipts(STREAMS);
    try (StateBackend state = contender.open(file, CLOCK)) {
      int before = WalCommits.count(file);
      state.startRun("run-1", Receipts.PIPELINE);
      receipts.ofEachStream().forEach(state::checkpoint);
      state.checkpoint(receipts.nextOfFullRefresh(0));
      List<Receipt> last = receipts.ofEachStream();
      int behind = Receipts.reconcile(state, last) + Receipts.reconcile(state, last);
      state.finishRun("run-1", OUTCOME);
      int commits = WalCommits.count(file) - before;
      List<Object> cursors = new ArrayList<>();
      for (int stream = 0; stream <= STREAMS; stream++) {
        cursors.add(state.cursor(Receipts.PIPELINE, Receipts.stream(stream)));
      }
      return new Recorded(tables(file), cursors, commits, behind);
    }
  }

  private static List<List<String>> tables(Path file) {
    List<List<String>> tables = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        tables.add(rows(statement, table));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return tables;
  }

  private static List<String> rows(Statement statement, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          text.append(row.getString(column)).append('|');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
