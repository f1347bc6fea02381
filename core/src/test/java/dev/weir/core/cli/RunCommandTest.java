package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.memory.MemoryRow;
import dev.weir.core.connector.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir run} from the command line to the rows. */
class RunCommandTest {
  private static final int ROWS = 1000;

  @TempDir private Path directory;

  private final Terminal terminal = new Terminal();
  private String storeName = "";

  @BeforeEach
  void nameTheStore(TestInfo test) {
    storeName = test.getDisplayName();
  }

  private String pipeline(String sourceConfig) throws IOException {
    Path file = directory.resolve("demo.yaml");
    Files.writeString(
        file,
        """
        version: "1.0"
        pipeline: demo
        source: { use: memory, config: { %s }, streams: [{ name: numbers }] }
        destination: { use: memory, config: { store: "%s" }, write_mode: replace }
        state: { path: "%s" }
        resources: { max_batch_rows: 100, max_retries: 0 }
        """
            .formatted(sourceConfig, storeName, directory.resolve("state.db")));
    return file.toString();
  }

  private String pipeline() throws IOException {
    return pipeline("rows: " + ROWS);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void run_movesTheRowsAndPrintsASummary() throws IOException {
    assertThat(terminal.run("run", pipeline())).as(terminal::err).isZero();

    assertThat(MemoryStore.named(storeName).rows("numbers"))
        .containsExactlyElementsOf(
            LongStream.range(0, ROWS).mapToObj(MemoryRow::generated).toList());
    assertThat(terminal.out()).matches("demo: 1,000 rows, 0\\.0 MiB in .* s \\(.*\\)\n");
    assertThat(terminal.err()).isEmpty();
    assertThat(directory.resolve("state.db")).exists();
  }

  @Test
  void repeat_appendsOneRecordPerRun_onlyTheFirstIsCold() throws IOException {
    Path metrics = directory.resolve("results.jsonl");

    assertThat(
            terminal.run(
                "run",
                pipeline(),
                "--repeat",
                "3",
                "--metrics",
                metrics.toString(),
                "--bench-json"))
        .as(terminal::err)
        .isZero();

    List<String> lines = Files.readAllLines(metrics);
    assertThat(lines).hasSize(3);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(RunRecordSchema.errors(lines.get(i))).isEmpty();
      JsonNode record = json(lines.get(i));
      assertThat(record.path("repeat").asInt()).isEqualTo(i + 1);
      assertThat(record.path("records_read").asInt()).isEqualTo(ROWS);
      assertThat(record.path("records_written").asInt()).isEqualTo(ROWS);
      assertThat(record.path("startup_ms").asDouble() > 0).isEqualTo(i == 0);
    }
    assertThat(
            terminal
                .out()
                .lines()
                .filter(line -> line.startsWith(RunCommand.BENCH_JSON_PREFIX))
                .map(line -> line.substring(RunCommand.BENCH_JSON_PREFIX.length())))
        .containsExactlyElementsOf(lines);
    assertThat(terminal.out()).contains(", run 3 of 3\n");
  }

  @Test
  void verify_recordsEqualHashesOfSourceAndDestination() throws IOException {
    Path metrics = directory.resolve("results.jsonl");

    assertThat(terminal.run("run", pipeline(), "--verify", "--metrics", metrics.toString()))
        .as(terminal::err)
        .isZero();

    JsonNode record = json(Files.readString(metrics));
    assertThat(record.path("source_hash").asText())
        .isNotEmpty()
        .isEqualTo(record.path("dest_hash").asText());
    assertThat(record.path("dest_rows").asInt()).isEqualTo(ROWS);
  }

  @Test
  void run_failed_writesNoRecord() throws IOException {
    Path metrics = directory.resolve("results.jsonl");

    assertThat(
            terminal.run(
                "run",
                pipeline("rows: 1000, fail_at: 500, failures: 100"),
                "--metrics",
                metrics.toString(),
                "--bench-json"))
        .isEqualTo(4);

    assertThat(metrics).doesNotExist();
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).startsWith("weir: ").contains("(source memory").hasLineCount(1);
    assertThat(MemoryStore.named(storeName).rows("numbers")).isEmpty();
  }

  @Test
  void progress_always_isShownAndCleared() throws IOException {
    String file = pipeline("rows: 1000, delay_ms: 50");

    assertThat(terminal.run("run", file, "--progress", "always")).isZero();
    assertThat(terminal.err()).startsWith("\rnumbers: ").endsWith("\r");

    assertThat(terminal.run("run", file, "--progress", "never")).isZero();
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void state_option_overridesThePipeline() throws IOException {
    Path elsewhere = directory.resolve("elsewhere.db");

    assertThat(terminal.run("run", pipeline(), "--state", elsewhere.toString())).isZero();
    assertThat(elsewhere).exists();
    assertThat(directory.resolve("state.db")).doesNotExist();
  }

  @Test
  @Timeout(60)
  void signal_runInProgress_exitsWithTheCancelledCode() throws Exception {
    Process process =
        new ProcessBuilder(
                LauncherFlags.java(
                    Weir.class,
                    "run",
                    pipeline("rows: 100000000, delay_ms: 20"),
                    "--progress",
                    "always"))
            .start();
    try (BufferedReader err = process.errorReader()) {
      awaitProgress(err);
      long start = System.nanoTime();
      process.toHandle().destroy();

      assertThat(process.waitFor()).isEqualTo(7);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
      assertThat(err.lines()).anyMatch(line -> line.contains("weir: Stopping"));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Returns at the first progress: rows are on their way. */
  private static void awaitProgress(BufferedReader err) throws IOException {
    int character = err.read();
    while (character != '\r') {
      assertThat(character).as("the process ended without any progress").isNotEqualTo(-1);
      character = err.read();
    }
  }
}
