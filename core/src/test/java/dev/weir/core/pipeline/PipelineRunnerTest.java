package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Connectors;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineReader;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.memory.MemoryStore;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.state.SqliteState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineRunnerTest {
  private static final double ADDS_UP_PERCENT = 2;

  @TempDir private Path directory;
  private final String store = UUID.randomUUID().toString();
  private final Cancellation cancellation = new Cancellation();
  private SqliteState state;

  @BeforeEach
  void openState() {
    state = SqliteState.open(directory.resolve("state.db"), Clock.systemUTC());
  }

  @AfterEach
  void closeState() {
    state.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lz4", "zstd"})
  void run_eachCodec_movesEveryRowOnce(String compression) throws IOException {
    PipelineResult result =
        run("rows: 10000", "", "write_mode: append", "compression: " + compression, true);

    assertThat(MemoryStore.named(store).rows("numbers")).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(result.rows().read()).isEqualTo(10_000);
    assertThat(result.rows().written()).isEqualTo(10_000);
    assertThat(result.rows().bytesRead()).isPositive();
    assertThat(result.rows().bytesWritten()).isPositive();
    assertThat(result.verified()).isPresent();
    assertThat(result.setup().codec()).isEqualTo(compression);
  }

  @Test
  void run_stageTimes_addUpToTheDurationOfTheSide() throws IOException {
    PipelineResult result =
        run("rows: 300000, delay_ms: 3", "", "write_mode: append", "max_batch_rows: 10000", false);

    assertThat(sum(result.times().sourceParts()))
        .isCloseTo(result.times().sourceSecs(), Percentage.withPercentage(ADDS_UP_PERCENT));
    assertThat(sum(result.times().destParts()))
        .isCloseTo(result.times().destSecs(), Percentage.withPercentage(ADDS_UP_PERCENT));
    assertThat(result.times().durationSecs())
        .isGreaterThanOrEqualTo(result.times().destSecs())
        .isGreaterThan(result.times().sourceParts().get("fetch"));
    assertThat(result.times().timeToFirstRowMs()).isPositive();
    assertThat(result.usage().cpuSecs()).isPositive();
    assertThat(result.usage().allocatedBytes()).isPositive();
    assertThat(result.usage().heapPeakBytes()).isPositive();
  }

  @Test
  void run_transientSourceFailure_isRetriedWithoutDuplicates() throws IOException {
    PipelineResult result =
        run("rows: 1000, fail_at: 500, failures: 2", "", "write_mode: append", "", true);

    assertThat(result.retries()).isEqualTo(2);
    assertThat(result.rows().read()).isEqualTo(1_000);
    assertThat(MemoryStore.named(store).rows("numbers")).hasSize(1_000);
    assertThat(MemoryStore.named(store).receipts()).hasSize(1);
  }

  @Test
  void run_moreFailuresThanRetries_failsWithoutCommit() throws IOException, SQLException {
    WeirException error =
        fail("rows: 1000, fail_at: 500, failures: 100", "write_mode: append", "max_retries: 2");

    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error).hasMessage("The connection was lost; 3 attempts failed");
    assertThat(MemoryStore.named(store).receipts()).isEmpty();
    assertThat(lastStatus()).isEqualTo("FAILED");
  }

  @Test
  void run_cancelled_failsWithoutCommit() throws IOException, SQLException {
    Pipeline config =
        config("rows: 100000000, delay_ms: 1", "", "write_mode: append", "max_batch_rows: 10");
    PipelineRunner runner =
        new PipelineRunner(config, state, (s, r, b) -> cancellation.request(), cancellation);

    WeirException error =
        catchThrowableOfType(WeirException.class, () -> runner.run(options(false)));

    assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(MemoryStore.named(store).receipts()).isEmpty();
    assertThat(lastStatus()).isEqualTo("CANCELLED");
  }

  @Test
  void run_incremental_recordsTheCursorInTheState() throws IOException {
    String incremental = "sync_mode: incremental, cursor_field: id";
    run("rows: 100", incremental, "write_mode: append", "", true);
    run("rows: 150", incremental, "write_mode: append", "", true);

    assertThat(MemoryStore.named(store).rows("numbers")).hasSize(150).doesNotHaveDuplicates();
    assertThat(state.cursor("numbers", "numbers")).contains(new Cursor("id", "bigint", "149"));
    assertThat(MemoryStore.named(store).receipts().get(1).rows()).isEqualTo(50);
  }

  @Test
  void run_incrementalWithoutState_resumesFromTheReceipt() throws IOException {
    String incremental = "sync_mode: incremental, cursor_field: id";
    run("rows: 100", incremental, "write_mode: append", "", true);
    state.close();
    state = SqliteState.open(directory.resolve("other.db"), Clock.systemUTC());

    run("rows: 150", incremental, "write_mode: append", "", true);

    assertThat(MemoryStore.named(store).rows("numbers")).hasSize(150).doesNotHaveDuplicates();
  }

  /** A frame holds 1 GiB, however much may be in flight. */
  @Test
  void run_inflightBytesAboveTheFrameLimit_movesEveryRow() throws IOException {
    PipelineResult result =
        run("rows: 1000", "", "write_mode: append", "max_inflight_bytes: 16gb", false);

    assertThat(result.rows().written()).isEqualTo(1_000);
  }

  private String lastStatus() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT status FROM runs ORDER BY rowid DESC")) {
      return row.getString(1);
    }
  }

  private static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static RunOptions options(boolean verify) {
    return new RunOptions(1, verify, 0, 0, 0);
  }

  private PipelineResult run(
      String source, String stream, String destination, String resources, boolean verify)
      throws IOException {
    return new PipelineRunner(
            config(source, stream, destination, resources), state, Progress.SILENT, cancellation)
        .run(options(verify));
  }

  private WeirException fail(String source, String destination, String resources)
      throws IOException {
    PipelineRunner runner =
        new PipelineRunner(
            config(source, "", destination, resources), state, Progress.SILENT, cancellation);
    return catchThrowableOfType(WeirException.class, () -> runner.run(options(false)));
  }

  private Pipeline config(String source, String stream, String destination, String resources)
      throws IOException {
    return new PipelineReader(
            Connectors.load(Connectors.class.getClassLoader(), System::nanoTime), Map.of())
        .read(write(source, stream, destination, resources));
  }

  private Path write(String source, String stream, String destination, String resources)
      throws IOException {
    Path file = directory.resolve("pipeline.yaml");
    return Files.writeString(
        file,
        """
        version: "1.0"
        pipeline: numbers
        source:
          use: memory
          config: { %s }
          streams:
            - { name: numbers, %s }
        destination:
          use: memory
          config: { store: "%s" }
          %s
        state: { backend: sqlite, path: "%s" }
        resources: { %s }
        """
            .formatted(
                source,
                stream.isEmpty() ? "sync_mode: full_refresh" : stream,
                store,
                destination,
                directory.resolve("state.db"),
                resources));
  }
}
