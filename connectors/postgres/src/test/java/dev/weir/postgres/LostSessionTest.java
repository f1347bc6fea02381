package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Source;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are terminated during a run, and errors in the thread of one side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostSessionTest {
  /** More than the buffers of sockets and channel, so that the source is still reading. */
  private static final int ROWS = 150_000;

  private static final String SMALL = "max_batch_bytes: 64kb, max_inflight_bytes: 64kb";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("lost_session", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, filler text)",
        "INSERT INTO public.t SELECT n, repeat('x', 150) FROM generate_series(1, %d) n"
            .formatted(ROWS));
  }

  @BeforeEach
  void clearDestination() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE", "DESTINATION"})
  void run_sessionTerminated_isRetriedAndComplete(Side side) throws Exception {
    PipelineResult result = run(terminated(side), 1);

    assertThat(result.retries()).isEqualTo(1);
    assertThat(result.rows().written()).isEqualTo(ROWS);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "replace"})
  void run_sessionTerminatedWithoutRetries_failsAndCommitsNothing(String writeMode)
      throws Exception {
    run(Progress.SILENT, 0);
    for (Side side : new Side[] {Side.SOURCE, Side.DESTINATION}) {
      PipelineConfig config = config(0, writeMode);

      WeirException error = failure(config, terminated(side));

      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(error.place().side()).isEqualTo(side);
      assertThat(error.sqlState()).get().isIn("57P01", "08006");
      assertThat(error.hint()).contains("server's log").doesNotContain("host and port");
      assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(ROWS);
      assertThat(Sql.targets(fixture.destination)).containsExactly("t");
      assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
      Sql.awaitSessionsEnded(fixture.source);
      Sql.awaitSessionsEnded(fixture.destination);
    }
  }

  @Test
  void run_lockStillHeldAtRetry_isTransient() throws Exception {
    try (Connection other = fixture.destination.connect()) {
      Progress progress =
          OnFirstBatch.run(
              () -> {
                Sql.terminateSessions(fixture.destination);
                other
                    .createStatement()
                    .execute("SELECT pg_advisory_lock(hashtextextended('weir:lost_session', 0))");
              });

      WeirException error = failure(config(1, "append"), progress);

      assertThat(error.code()).isEqualTo("destination.locked");
      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    }
  }

  @Test
  void run_errorInDestinationThread_isReportedAndCancelsSource() throws Exception {
    Progress progress =
        (stream, rows, bytes) -> {
          throw new StackOverflowError("deep");
        };

    WeirException error = failure(config(3, "append"), progress);

    assertThat(error.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(error).hasMessageContaining("deep");
    Sql.awaitSessionsEnded(fixture.source);
  }

  @Test
  void run_errorInSourceThread_isReportedAndCancelsDestination() throws Exception {
    PipelineConfig good = config(3, "append");
    Source broken =
        () -> {
          throw new OutOfMemoryError("no heap");
        };
    PipelineConfig config =
        new PipelineConfig(
            good.name(),
            good.sourceName(),
            broken,
            good.streams(),
            good.transforms(),
            good.destinationName(),
            good.destination(),
            good.writeOptions(),
            good.statePath(),
            good.resources());

    WeirException error = failure(config, Progress.SILENT);

    assertThat(error.kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(error).hasMessageContaining("no heap");
    Sql.awaitSessionsEnded(fixture.destination);
  }

  private Progress terminated(Side side) {
    return OnFirstBatch.run(
        () -> Sql.terminateSessions(side == Side.SOURCE ? fixture.source : fixture.destination));
  }

  private PipelineConfig config(int retries, String writeMode) throws Exception {
    return fixture.config(
        "name: t, sync_mode: full_refresh",
        "write_mode: " + writeMode,
        "copy",
        SMALL + ", max_retries: " + retries);
  }

  private PipelineResult run(Progress progress, int retries) throws Exception {
    return fixture.run(config(retries, "append"), true, progress, new Cancellation());
  }

  private WeirException failure(PipelineConfig config, Progress progress) {
    return catchThrowableOfType(
        WeirException.class, () -> fixture.run(config, false, progress, new Cancellation()));
  }
}
