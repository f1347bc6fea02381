package dev.weir.postgres.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.Pipeline;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import dev.weir.postgres.WeirProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed before or during the commit of rows, outputs and state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformCrashTest {
  private static final int KEY = 4712;
  private static final String REACHED = "SELECT r::text FROM raw.reached r ORDER BY id";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() throws SQLException {
    fixture = new PipelineFixture("transform_crash", directory);
    fixture.destination.execute(
        """
        CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NEW; END $$
        """
            .formatted(KEY));
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.events",
        "CREATE TABLE public.events (id bigint, at bigint, who text)");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  private void insert(int first, int last) throws SQLException {
    fixture.source.execute(
        """
        INSERT INTO public.events
        SELECT n, n / 3, 'person ' || n %% 2 FROM generate_series(%d, %d) n
        """
            .formatted(first, last));
  }

  private Pipeline config() throws Exception {
    return fixture.config(
        "name: events, sync_mode: incremental, cursor_field: at",
        "write_mode: append\ntransforms: [{ use: counting, output: reached }]",
        "copy",
        "max_batch_rows: 7");
  }

  private void run() throws Exception {
    fixture.run(config(), false, Progress.SILENT, new Cancellation());
  }

  /** The trigger that waits stands for the step at which the process is killed. */
  @ParameterizedTest
  @CsvSource({
    "BEFORE INSERT ON raw.reached, false",
    "BEFORE UPDATE ON raw._weir_transform_state, false",
    "'AFTER INSERT ON raw.reached DEFERRABLE INITIALLY DEFERRED', true"
  })
  void run_processKilled_nextRunEmitsTheSameRows(String event, boolean committed) throws Exception {
    insert(1, 28);
    run();
    insert(29, 60);
    fixture.destination.execute(
        "CREATE "
            + (committed ? "CONSTRAINT " : "")
            + "TRIGGER hold "
            + event
            + " FOR EACH ROW EXECUTE FUNCTION public.hold()");
    try (Connection other = fixture.destination.connect()) {
      other.createStatement().execute("SELECT pg_advisory_lock(%d)".formatted(KEY));
      Process process = WeirProcess.run(fixture, directory);
      try {
        Sql.awaitBlocked(fixture.destination);
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.reached")).isEqualTo(8);
    }
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(committed ? 2 : 1);

    run();

    assertThat(Sql.texts(fixture.destination, REACHED)).isEqualTo(expected());
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.events")).isEqualTo(60);
  }

  /** Returns each third row of either person. */
  private static List<String> expected() {
    return IntStream.rangeClosed(1, 60)
        .filter(id -> (id + 1) / 2 % 3 == 0)
        .mapToObj(id -> "(\"person %d\",%d,%d)".formatted(id % 2, (id + 1) / 2, id))
        .toList();
  }
}
