package dev.weir.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A state file on a full disk: the error, and what the next run finds. */
@Timeout(60)
class SqliteFullDiskTest {
  private static final Duration BUSY_TIMEOUT = Duration.ofMillis(200);

  /** More than the tables need. */
  private static final int PAGES_MAX = 100;

  private static final int DISK_KB = 256;
  private static final int PAGE_KB = 4;

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("state.db");
  }

  private static Receipt receipt(String loadId, String cursorValue) {
    Cursor cursor = new Cursor("id", "bigint", cursorValue);
    return new Receipt(
        "demo", loadId, "numbers", 1, Optional.of(cursor), OptionalLong.empty(), 1, 2);
  }

  /** Wherever the space ends: the tables are created together or not at all. */
  @Test
  void prepare_diskFull_createsNoTables() throws SQLException {
    int failures = 0;
    while (!prepare(failures + 1)) {
      failures++;
    }
    assertThat(failures).isGreaterThan(2);
  }

  /** Returns whether the pages were enough. */
  private boolean prepare(int pages) throws SQLException {
    try (Connection connection = SqliteFile.open(file(), BUSY_TIMEOUT)) {
      limitPages(connection, pages);
      try {
        SqliteSchema.prepare(connection, file());
        return true;
      } catch (SQLException e) {
        assertThat(SqliteErrors.of(file(), e))
            .hasMessage("No space left for the state file " + file())
            .asInstanceOf(InstanceOfAssertFactories.type(WeirException.class))
            .extracting(WeirException::code)
            .isEqualTo("state.disk_full");
        assertThat(count(connection, "sqlite_schema")).isZero();
        return false;
      }
    }
  }

  /** SQLite itself rolls back where the first statement fails, and not where the second does. */
  @Test
  void checkpoint_diskFull_isReportedAndTheNextSucceeds() throws SQLException {
    String manyPages = "9".repeat(100_000);
    try (Connection connection = SqliteFile.open(file(), BUSY_TIMEOUT)) {
      SqliteSchema.prepare(connection, file());
      SqliteState state = new SqliteState(file(), connection, Clock.systemUTC());
      for (Receipt receipt : List.of(receipt(manyPages, "1"), receipt("a", manyPages))) {
        limitPages(connection, 1);

        assertThatThrownBy(() -> state.checkpoint(receipt))
            .isInstanceOf(WeirException.class)
            .hasMessage("No space left for the state file " + file())
            .asInstanceOf(InstanceOfAssertFactories.type(WeirException.class))
            .extracting(WeirException::code)
            .isEqualTo("state.disk_full");
        assertThat(count(connection, "checkpoints")).isZero();
      }

      limitPages(connection, PAGES_MAX);
      state.checkpoint(receipt("b", "20"));
      assertThat(state.cursor("demo", "numbers").orElseThrow().value()).isEqualTo("20");
    }
  }

  /** At least the pages that the file has. */
  private static void limitPages(Connection connection, int pages) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
  }

  private static int count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return row.getInt(1);
    }
  }

  /** Records runs in a new state file while the disk is almost full, and once it is not. */
  static final class OnAFullDisk {
    private OnAFullDisk() {}

    public static void main(String[] args) throws IOException {
      Path disk = Path.of(args[0]);
      for (int free = 0; free <= DISK_KB / 2; free += PAGE_KB) {
        Path file = disk.resolve(free + ".db");
        Path filler = disk.resolve("filler");
        long usable = Files.getFileStore(disk).getUsableSpace();
        Files.write(filler, new byte[(int) (usable - ((long) free << 10))]);
        String full = record(file, "first");
        Files.delete(filler);
        System.out.println(full + ", " + record(file, "second"));
        Files.delete(file);
      }
    }

    private static String record(Path file, String runId) {
      try (SqliteState state = SqliteState.open(file, Clock.systemUTC())) {
        state.startRun(runId, "demo");
        return "recorded";
      } catch (WeirException e) {
        return e.code();
      }
    }
  }

  /** On a file system that only the process sees and that ends with it. */
  @Test
  void open_diskFull_isReportedAndSucceedsOnceSpaceIsFree() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    String mount =
        "mount -t tmpfs -o size=%dk tmpfs \"$0\" && echo mounted && exec \"$@\"".formatted(DISK_KB);
    List<String> command =
        new ArrayList<>(List.of("unshare", "-Urm", "sh", "-c", mount, disk.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // JDK 24 and newer print a warning without it.
    command.addAll(
        List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    // Where the driver unpacks its library.
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of(OnAFullDisk.class.getName(), disk.toString()));

    List<String> lines = lines(command);

    assumeThat(lines).as("a tmpfs in a namespace of its own").first().isEqualTo("mounted");
    assertThat(lines.subList(1, lines.size()))
        .contains("state.disk_full, recorded", "recorded, recorded")
        .allMatch(line -> line.matches("(state.disk_full|recorded), recorded"));
  }

  private static List<String> lines(List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] out = process.getInputStream().readAllBytes();
      process.waitFor();
      return new String(out, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }
}
