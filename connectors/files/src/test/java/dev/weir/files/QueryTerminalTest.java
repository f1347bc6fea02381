package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir query} on a terminal, which {@code script} of util-linux makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueryTerminalTest {
  private static final String ROWS =
      "SELECT n AS id, 'x' || n AS name FROM generate_series(1, 3) n";
  private static final String ENDLESS = "SELECT generate_series(1, 1000000000) AS n";
  private static final String INTERRUPT = "\u0003";

  /** Shown on the terminal as the program writes it. */
  private static final List<String> TABLE =
      List.of(" id | name", "----+------", "  1 | x1", "  2 | x2", "  3 | x3");

  @TempDir private static Path directory;
  private TestDatabase database;
  private Path launcher;

  @BeforeAll
  void copyLauncher() throws IOException {
    database = TestServer.database("query_terminal");
    launcher = LauncherCopy.in(directory);
  }

  private Process start(String pager, String sql, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("env", "--default-signal=INT", "bash", "-c"));
    command.add(
        "exec script --quiet --return --flush --command \"$(printf '%q ' \"$@\")\" /dev/null");
    command.addAll(List.of("bash", "bash", launcher.toString(), "query", sql));
    command.addAll(List.of("--source", QueryProcess.url(database)));
    command.addAll(List.of(options));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = process.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SHELL", "/bin/bash");
    environment.put("PAGER", pager);
    environment.put("WEIR_STARTUP_CACHE", "off");
    return process.start();
  }

  private static List<String> lines(Process process) throws Exception {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader(UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line.stripTrailing());
    }
    process.waitFor();
    return lines;
  }

  @Test
  void table_onATerminal_isShownByThePagerWithASummary() throws Exception {
    Process process = start("sed s/^/paged:/", ROWS);

    List<String> lines = lines(process);

    assertThat(process.exitValue()).as("%s", lines).isZero();
    assertThat(lines).containsAll(TABLE.stream().map(line -> "paged:" + line).toList());
    assertThat(lines).last().asString().contains("3 rows", "rows/s").doesNotContain("paged:");
  }

  @Test
  void table_withoutAPager_isWrittenToTheTerminal() throws Exception {
    assertThat(lines(start("sed s/^/paged:/", ROWS, "--no-pager"))).containsAll(TABLE);
    assertThat(lines(start("", ROWS))).containsAll(TABLE);
    assertThat(lines(start("/absent/pager -x", ROWS))).containsAll(TABLE);
  }

  @Test
  void rowsOfAnotherFormat_onATerminal_areNotPaged() throws Exception {
    assertThat(lines(start("sed s/^/paged:/", ROWS, "--format", "jsonl")))
        .contains("{\"id\":1,\"name\":\"x1\"}");
  }

  @Test
  void pager_leftEarly_endsTheQueryWithoutAnError() throws Exception {
    Process process = start("head -n 3", ENDLESS);

    List<String> lines = lines(process);

    assertThat(process.exitValue()).as("%s", lines).isZero();
    // The width depends on how many rows are there.
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).strip()).isEqualTo("n");
    assertThat(lines.get(2).strip()).isEqualTo("1");
    Sql.awaitSessionsEnded(database);
  }

  /** As less, the pager ignores the signal that the terminal sends to both. */
  @Test
  void interrupt_whileThePagerReads_endsTheQuery() throws Exception {
    Path pager =
        Files.writeString(
            directory.resolve("pager.sh"),
            "trap '' INT\nhead -n 1 >/dev/null\necho ready\ncat >/dev/null\n");
    Process process = start("sh " + pager, ENDLESS);
    BufferedReader reader = process.inputReader(UTF_8);
    assertThat(reader.readLine()).isEqualTo("ready");

    process.outputWriter(UTF_8).append(INTERRUPT).flush();

    List<String> lines = lines(process);
    assertThat(process.exitValue()).as("%s", lines).isEqualTo(7);
    assertThat(lines.toString()).contains("cancelled").doesNotContain("Did not stop in time");
    Sql.awaitSessionsEnded(database);
  }
}
