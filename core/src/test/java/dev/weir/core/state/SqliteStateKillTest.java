package dev.weir.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes loses no checkpoint that it has recorded. */
class SqliteStateKillTest {
  private static final int CHECKPOINTS_BEFORE_KILL = 50;

  /** Records checkpoints without end, and prints the number of each once it is recorded. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      try (SqliteState state = SqliteState.open(Path.of(args[0]), Clock.systemUTC())) {
        state.startRun("run-1", "demo");
        for (long sequence = 1; ; sequence++) {
          state.checkpoint(receipt(sequence));
          System.out.println(sequence);
        }
      }
    }
  }

  @RepeatedTest(2)
  @Timeout(60)
  void open_afterKill_containsAllRecordedCheckpoints(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("state.db");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // The driver unpacks its library there, and a killed process does not remove
                    // it.
                    "-Djava.io.tmpdir=" + directory,
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Writer.class.getName(),
                    file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long recorded = 0;
    try (BufferedReader lines = process.inputReader()) {
      while (recorded < CHECKPOINTS_BEFORE_KILL) {
        recorded = Long.parseLong(lines.readLine());
      }
      // Through the handle: Process.destroyForcibly() would close the output that is still to be
      // read.
      process.toHandle().destroyForcibly();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The last line may be truncated, and is then a smaller number.
        recorded = line.isEmpty() ? recorded : Math.max(recorded, Long.parseLong(line));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (SqliteState state = SqliteState.open(file, Clock.systemUTC())) {
      Cursor cursor = state.cursor("demo", "numbers").orElseThrow();
      assertThat(Long.parseLong(cursor.value())).isBetween(recorded, recorded + 1);
      assertThat(status(file)).isEqualTo("RUNNING");
      state.checkpoint(receipt(Long.parseLong(cursor.value()) + 1));
    }
  }

  private static String status(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT status FROM runs")) {
      return row.getString(1);
    }
  }

  private static Receipt receipt(long sequence) {
    return new Receipt(
        "demo",
        "run-1",
        "numbers",
        sequence,
        Optional.of(new Cursor("id", "bigint", Long.toString(sequence))),
        OptionalLong.empty(),
        1,
        1);
  }
}
