package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.PipelineResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed during a load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledProcessTest {
  private static final int ROWS = 50_000;
  private static final int KEY = 4711;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("killed_process", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, filler text)",
        "INSERT INTO public.t SELECT n, repeat('x', 100) FROM generate_series(1, %d) n"
            .formatted(ROWS));
    fixture.destination.execute(
        """
        CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NEW; END $$
        """
            .formatted(KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "append, copy, full_refresh",
    "append, insert, full_refresh",
    "append, copy, 'incremental, cursor_field: id'"
  })
  void run_processKilled_commitsNothingAndNextRunIsComplete(
      String writeMode, String loadMethod, String syncMode) throws Exception {
    // One of the last rows waits for a lock of this test.
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.t (id integer, filler text)",
        "CREATE TRIGGER hold BEFORE INSERT ON raw.t FOR EACH ROW WHEN (NEW.id = %d)"
                .formatted(ROWS - 10)
            + " EXECUTE FUNCTION public.hold()");
    var config =
        fixture.config(
            "name: t, sync_mode: " + syncMode,
            "write_mode: " + writeMode,
            loadMethod,
            "max_batch_bytes: 64kb");
    try (Connection other = fixture.destination.connect()) {
      other.createStatement().execute("SELECT pg_advisory_lock(%d)".formatted(KEY));
      Process process = WeirProcess.run(fixture, directory);
      try {
        Sql.awaitBlocked(fixture.destination);
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isZero();
    assertThat(Sql.receipts(fixture.destination)).isZero();

    PipelineResult result = fixture.run(config);

    assertThat(result.rows().written()).isEqualTo(ROWS);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
  }
}
