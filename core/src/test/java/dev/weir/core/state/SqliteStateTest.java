package dev.weir.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir private Path directory;

  private Path folder() {
    return directory.resolve("new");
  }

  private Path file() {
    return folder().resolve("state.db");
  }

  private SqliteState open() {
    return SqliteState.open(file(), CLOCK, Duration.ofMillis(200));
  }

  private static Receipt receipt(String loadId, long sequence, String value) {
    return new Receipt(
        "demo",
        loadId,
        "numbers",
        sequence,
        Optional.of(new Cursor("id", "bigint", value)),
        OptionalLong.empty(),
        1,
        2);
  }

  private static void sql(Path path, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private List<List<@Nullable String>> rows(String query) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        List<@Nullable String> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          values.add(row.getString(column));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private void assertRefused(String code, String sentence) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            WeirException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.exitCode()).isEqualTo(ExitCode.STATE);
              assertThat(e).hasMessageContaining(sentence);
              assertThat(e.hint()).isNotEmpty();
            });
  }

  @Test
  void runs_reopenedFile_areKept() throws SQLException {
    try (SqliteState state = open()) {
      state.startRun("run-1", "demo");
      state.finishRun(
          "run-1",
          new RunOutcome(RunOutcome.Status.FAILED, 3, 40, Optional.of("source.table_missing")));
      state.startRun("run-2", "demo");
      state.startRun("run-3", "other");
      state.finishRun("run-3", new RunOutcome(RunOutcome.Status.SUCCEEDED, 1, 2, Optional.empty()));
    }
    open().close();

    String started = NOW.toString();
    assertThat(rows("SELECT * FROM runs ORDER BY run_id"))
        .containsExactly(
            Arrays.asList(
                "run-1", "demo", started, started, "FAILED", "3", "40", "source.table_missing"),
            Arrays.asList("run-2", "demo", started, null, "RUNNING", "0", "0", null),
            Arrays.asList("run-3", "other", started, started, "SUCCEEDED", "1", "2", null));
  }

  @Test
  void finishRun_notStarted_isRejected() {
    try (SqliteState state = open()) {
      assertThatThrownBy(
              () ->
                  state.finishRun(
                      "none", new RunOutcome(RunOutcome.Status.SUCCEEDED, 0, 0, Optional.empty())))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void checkpoint_repeated_recordsTheLatestCursor() {
    try (SqliteState state = open()) {
      assertThat(state.cursor("demo", "numbers")).isEmpty();

      state.checkpoint(receipt("a", 1, "10"));
      state.checkpoint(receipt("a", 2, "20"));
      state.checkpoint(receipt("a", 2, "20"));

      assertThat(state.cursor("demo", "numbers")).contains(new Cursor("id", "bigint", "20"));
      assertThat(state.cursor("other", "numbers")).isEmpty();
    }
  }

  @Test
  void checkpoint_fullRefresh_recordsNoCursor() {
    try (SqliteState state = open()) {
      state.checkpoint(
          new Receipt("demo", "a", "numbers", 1, Optional.empty(), OptionalLong.empty(), 1, 2));

      assertThat(state.cursor("demo", "numbers")).isEmpty();
    }
  }

  @Test
  void open_newFile_isAccessibleToTheOwnerOnly() throws IOException {
    try (SqliteState state = open()) {
      state.startRun("run-1", "demo");

      assertThat(permissions(file())).isEqualTo("rw-------");
      assertThat(permissions(file().resolveSibling("state.db-wal"))).isEqualTo("rw-------");
      assertThat(permissions(folder())).isEqualTo("rwx------");
    }
  }

  @Test
  void open_newFile_usesWalAndFullSynchronous() throws SQLException {
    open().close();
    try (Connection connection = SqliteFile.open(file(), Duration.ofSeconds(1));
        Statement statement = connection.createStatement()) {
      SqliteSchema.prepare(connection, file());
      assertThat(text(statement, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(text(statement, "PRAGMA synchronous")).isEqualTo("2");
      assertThat(text(statement, "PRAGMA foreign_keys")).isEqualTo("1");
    }
  }

  @Test
  void open_pathWithUrlParameters_isTreatedAsAPath() {
    Path strange = directory.resolve("a?mode=memory&journal_mode=OFF#x %41.db");

    SqliteState.open(strange, CLOCK).close();

    assertThat(strange).exists();
    assertThat(SqliteFile.url(Path.of(":memory:"))).startsWith("jdbc:sqlite:file:/");
  }

  @Test
  void open_newerVersion_isRejectedAndUnchanged() throws SQLException {
    open().close();
    sql(file(), "PRAGMA user_version = 2");

    assertRefused("state.newer_version", "has version 2; this version of weir reads up to 1");
  }

  @Test
  void open_notADatabase_isRejectedAndUnchanged() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(file(), "just some notes, long enough to be read as a header".repeat(20));

    assertRefused("state.not_a_database", "is not an SQLite database");
    assertThat(file()).content().startsWith("just some notes");
  }

  @Test
  void open_foreignDatabase_isRejectedAndUnchanged() throws Exception {
    Files.createDirectories(folder());
    sql(file(), "CREATE TABLE theirs (x)");
    byte[] before = Files.readAllBytes(file());

    assertRefused("state.foreign", "is another program's SQLite database");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void startRun_lockedFile_failsAfterTheTimeout() throws SQLException {
    open().close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try (SqliteState state = open()) {
        assertThatThrownBy(() -> state.startRun("run-1", "demo"))
            .isInstanceOfSatisfying(
                WeirException.class, e -> assertThat(e.code()).isEqualTo("state.locked"));
      }
    }
  }

  @Test
  void checkpoint_secondStatementFails_isRolledBack() throws SQLException {
    try (SqliteState state = open()) {
      sql(file(), "DROP TABLE cursors");

      assertThatThrownBy(() -> state.checkpoint(receipt("a", 1, "10")))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("no such table: cursors");
      assertThat(rows("SELECT * FROM checkpoints")).isEmpty();
      state.startRun("run-1", "demo");
    }
    assertThat(rows("SELECT run_id FROM runs")).containsExactly(List.of("run-1"));
  }

  /** A statement that is kept must not keep the snapshot that it has read. */
  @Test
  void cursor_found_leavesNoTransaction() throws SQLException {
    try (SqliteState state = open()) {
      state.checkpoint(receipt("a", 1, "10"));
      assertThat(state.cursor("demo", "numbers")).isPresent();

      // The columns: whether a reader is in the way, the pages of the log, those moved from it.
      assertThat(rows("PRAGMA wal_checkpoint(TRUNCATE)")).containsExactly(List.of("0", "0", "0"));
    }
  }

  @Test
  void startRun_schemaChangedMeanwhile_isRecorded() throws SQLException {
    try (SqliteState state = open()) {
      state.startRun("run-1", "demo");
      sql(file(), "CREATE INDEX runs_by_status ON runs (status)");
      state.startRun("run-2", "demo");
    }

    assertThat(rows("SELECT run_id FROM runs ORDER BY run_id"))
        .containsExactly(List.of("run-1"), List.of("run-2"));
  }

  /** An earlier version left such files where the disk was full. */
  @Test
  void open_incompleteSchema_createsTheMissingTables() throws Exception {
    open().close();
    List<String> tables = definitions();
    assertThat(tables).hasSizeGreaterThan(3);
    for (int created = 0; created <= tables.size(); created++) {
      for (int applicationId : new int[] {0, SqliteSchema.APPLICATION_ID}) {
        Files.delete(file());
        sql(file(), tables.subList(0, created).toArray(String[]::new));
        sql(file(), "PRAGMA application_id = " + applicationId);

        try (SqliteState state = open()) {
          state.startRun("run-1", "demo");
          state.checkpoint(receipt("run-1", 1, "10"));
          assertThat(state.cursor("demo", "numbers")).isPresent();
        }
        assertThat(definitions()).containsExactlyElementsOf(tables);
        open().close();
      }
    }
  }

  private List<String> definitions() throws SQLException {
    return rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  @Test
  void open_foreignTableOfTheSameName_isRejected() throws Exception {
    Files.createDirectories(folder());
    sql(file(), "CREATE TABLE runs (distance REAL)");

    assertRefused("state.foreign", "is another program's SQLite database");
  }

  @Test
  void open_nameTooLong_reportsTheReason() {
    Path file = directory.resolve("s".repeat(300));

    assertThatThrownBy(() -> SqliteState.open(file, CLOCK))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("The state file " + file + " cannot be created: ")
        .asInstanceOf(InstanceOfAssertFactories.type(WeirException.class))
        .extracting(WeirException::code)
        .isEqualTo("state.not_created");
  }

  @Test
  void open_directory_isRejected() throws IOException {
    Files.createDirectories(file());

    assertRefused("state.not_writable", "cannot be opened for writing");
  }

  @Test
  void open_parentIsAFile_isRejected() throws IOException {
    Files.writeString(folder(), "");

    assertRefused("state.not_writable", "cannot be opened for writing");
  }

  @Test
  void open_symbolicLink_isRejected() throws IOException {
    Files.createDirectories(folder());
    Path target = Files.createFile(directory.resolve("target"));
    Files.createSymbolicLink(file(), target);

    assertRefused("state.symbolic_link", "is a symbolic link");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getString(1);
    }
  }
}
