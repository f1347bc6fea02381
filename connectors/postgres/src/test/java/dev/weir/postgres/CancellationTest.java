package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancellation while a side waits for a lock of another session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancellationTest {
  private static final int SECONDS_MAX = 8;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("cancellation", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer)",
        "INSERT INTO public.t SELECT generate_series(1, 20000)");
  }

  @BeforeEach
  void createDestination() throws SQLException {
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.t (id integer)",
        "INSERT INTO raw.t VALUES (-1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "insert"})
  void request_appendWaitsForLock_rollsBack(String loadMethod) throws Exception {
    // The last row waits for a key that another transaction has inserted but not committed.
    fixture.destination.execute("CREATE UNIQUE INDEX ON raw.t (id)");

    cancelsWhileBlocked(
        fixture.destination, "INSERT INTO raw.t VALUES (20000)", config("append", loadMethod));
  }

  @Test
  void request_swapWaitsForLock_leavesNoReplacementTable() throws Exception {
    cancelsWhileBlocked(fixture.destination, "SELECT FROM raw.t", config("replace", "copy"));
  }

  @Test
  void request_sourceWaitsForLock_endsRun() throws Exception {
    cancelsWhileBlocked(fixture.source, "LOCK TABLE public.t", config("append", "copy"));
  }

  @Test
  void request_beforeRun_loadsNothing() throws Exception {
    Cancellation cancellation = new Cancellation();
    cancellation.request();

    assertThat(run(config("append", "copy"), cancellation).kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(-1)");
  }

  private void cancelsWhileBlocked(TestDatabase where, String blocker, PipelineConfig config)
      throws Exception {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<WeirException> run;
    try (Connection other = where.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute(blocker);
      run = CompletableFuture.supplyAsync(() -> run(config, cancellation));
      Sql.awaitBlocked(where);

      cancellation.request();

      WeirException error = run.get(SECONDS_MAX, TimeUnit.SECONDS);
      assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(error.exitCode().code()).isEqualTo(7);
      Sql.awaitSessionsEnded(fixture.source);
      Sql.awaitSessionsEnded(fixture.destination);
      other.rollback();
    }
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(-1)");
    assertThat(Sql.targets(fixture.destination)).containsExactly("t");
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  private PipelineConfig config(String writeMode, String loadMethod) throws Exception {
    return fixture.config(
        "name: t, sync_mode: full_refresh",
        "write_mode: " + writeMode,
        loadMethod,
        "max_batch_bytes: 64kb");
  }

  private WeirException run(PipelineConfig config, Cancellation cancellation) {
    return catchThrowableOfType(
        WeirException.class, () -> fixture.run(config, false, Progress.SILENT, cancellation));
  }
}
