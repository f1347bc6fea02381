package dev.weir.postgres.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Pipeline;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a transform from run to run: each row is counted once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformStateTest {
  private static final String EVENTS = "name: events, sync_mode: incremental, cursor_field: at";
  private static final String REACHED = "SELECT r::text FROM raw.reached r ORDER BY id";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("transform_state", directory);
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.events",
        "CREATE TABLE public.events (id bigint, at bigint, who text)");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  /** Three rows share each cursor value, and each of two persons has every second row. */
  private void insert(int first, int last) throws SQLException {
    fixture.source.execute(
        """
        INSERT INTO public.events
        SELECT n, n / 3, 'person ' || n %% 2 FROM generate_series(%d, %d) n
        """
            .formatted(first, last));
  }

  private Pipeline config(String stream, String transform, String resources) throws Exception {
    return fixture.config(
        stream,
        "write_mode: append\ntransforms: [{ use: counting, " + transform + " }]",
        "copy",
        resources);
  }

  private PipelineResult run(String stream, String transform) throws Exception {
    return run(config(stream, transform, "max_batch_rows: 7"));
  }

  private PipelineResult run(Pipeline config) {
    return fixture.run(config, false, Progress.SILENT, new Cancellation());
  }

  private List<String> reached() throws SQLException {
    return Sql.texts(fixture.destination, REACHED);
  }

  /** The second run reads the rows at the last cursor again, and the third one reads no new row. */
  @Test
  void run_twice_emitsTheRowsOfOneRun() throws Exception {
    insert(1, 60);
    run(EVENTS, "output: reached");
    List<String> once = reached();
    clear();
    insert(1, 28);

    run(EVENTS, "output: reached");
    insert(29, 60);
    PipelineResult second = run(EVENTS, "output: reached");
    run(EVENTS, "output: reached");

    assertThat(once)
        .startsWith("(\"person 1\",3,5)", "(\"person 0\",3,6)", "(\"person 1\",6,11)")
        .hasSize(20);
    assertThat(reached()).isEqualTo(once);
    assertThat(second.rows().read()).isEqualTo(32 + 2);
    assertThat(second.rows().written()).isEqualTo(32);
    assertThat(second.outputs())
        .containsExactly(
            new PipelineResult.Output(
                "events", "reached", "reached", 12, 12, 0, second.outputs().get(0).bytes()));
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.events")).isEqualTo(60);
  }

  /**
   * The rows that come late at the last cursor and within the lag are new, their neighbours not.
   */
  @Test
  void run_lateRowsWithinTheLag_areCountedOnce() throws Exception {
    String stream = EVENTS + ", cursor_lag: \"5\"";
    insert(1, 60);
    run(stream, "output: reached, main: discard");
    fixture.source.execute("INSERT INTO public.events VALUES (101, 17, 'late'), (102, 20, 'late')");
    PipelineResult second = run(stream, "output: reached, main: discard");
    assertThat(reached()).hasSize(20);
    fixture.source.execute(
        "INSERT INTO public.events VALUES (103, 18, 'late'), (103, 18, 'late'), (104, 21, 'late')");
    run(stream, "output: reached, main: discard");
    fixture.source.execute("INSERT INTO public.events VALUES (103, 18, 'late')");

    run(stream, "output: reached, main: discard");

    assertThat(reached()).hasSize(22).contains("(late,3,103)", "(late,6,103)");
    assertThat(second.rows().late()).isEqualTo(2);
    assertThat(second.rows().missed()).isZero();
  }

  @Test
  void run_mainDiscarded_writesOutputsOnly() throws Exception {
    insert(1, 30);
    run(EVENTS, "output: reached, main: discard");
    insert(31, 60);

    PipelineResult second = run(EVENTS, "output: reached, main: discard");

    assertThat(Sql.targets(fixture.destination))
        .containsExactly("_weir_transform_state", "reached");
    assertThat(reached()).hasSize(20);
    assertThat(second.rows().written()).isZero();
    assertThat(second.rows().bytesWritten()).isZero();
    assertThat(second.outputs().get(0).written()).isEqualTo(10);
  }

  @Test
  void run_fullRefresh_beginsWithoutState() throws Exception {
    insert(1, 4);
    String full = "name: events";

    run(full, "output: reached, main: discard, config: { every: 2 }");
    run(full, "output: reached, main: discard, config: { every: 2 }");

    assertThat(reached())
        .containsExactly(
            "(\"person 1\",2,3)", "(\"person 1\",2,3)", "(\"person 0\",2,4)", "(\"person 0\",2,4)");
    assertThat(Sql.targets(fixture.destination)).containsExactly("reached");
  }

  /** An incremental run after a full one has no cursor to resume from, and so no state. */
  @Test
  void run_reloadAfterMismatch_beginsWithoutState() throws Exception {
    insert(1, 4);
    run(EVENTS, "output: reached, config: { every: 2 }");
    fixture.destination.execute("TRUNCATE raw.events, raw.reached");
    Pipeline reload =
        fixture.config(
            EVENTS,
            "on_receipt_mismatch: reload\n"
                + "transforms: [{ use: counting, output: reached, config: { every: 2 } }]",
            "copy",
            "");

    run(reload);

    assertThat(reached()).containsExactly("(\"person 1\",2,3)", "(\"person 0\",2,4)");
  }

  /** As after the runs of a version without states, or without the transform. */
  @Test
  void run_receiptWithoutState_beginsWithoutState() throws Exception {
    insert(1, 5);
    run(fixture.config(EVENTS, "write_mode: append", "copy", ""));
    assertThat(Sql.targets(fixture.destination)).containsExactly("events");
    insert(6, 10);

    run(EVENTS, "output: reached");

    // The rows 3 to 5 are at the last cursor, and no earlier run has counted them.
    assertThat(reached()).containsExactly("(\"person 1\",3,7)", "(\"person 0\",3,8)");
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.events")).isEqualTo(10);
  }

  /** A state belongs to the receipt with which it was committed. */
  @Test
  void run_runWithoutTransformBetween_dropsTheState() throws Exception {
    insert(1, 5);
    run(EVENTS, "output: reached");
    insert(6, 8);
    run(fixture.config(EVENTS, "write_mode: append", "copy", ""));
    insert(9, 12);

    run(EVENTS, "output: reached");

    assertThat(reached())
        .containsExactly("(\"person 1\",3,5)", "(\"person 0\",3,10)", "(\"person 1\",3,11)");
  }

  /** A retried run that computes another state than the committed one would alert twice. */
  @Test
  void run_keyOfTheOutput_skipsKnownRows() throws Exception {
    insert(1, 30);
    String keyed = "output: reached, main: discard, config: { key: [who] }";
    run(EVENTS, keyed);
    insert(31, 60);

    PipelineResult second = run(EVENTS, keyed);

    assertThat(reached()).containsExactly("(\"person 1\",3,5)", "(\"person 0\",3,6)");
    assertThat(second.outputs().get(0).emitted()).isEqualTo(10);
    assertThat(second.outputs().get(0).written()).isZero();
  }

  @Test
  void run_upsertOfTheOutput_updatesKnownRows() throws Exception {
    fixture.destination.execute(
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.reached (who text PRIMARY KEY, n bigint, id bigint)");
    insert(1, 12);
    String upsert =
        "main: discard, config: { every: 6 },"
            + " outputs: [{ name: reached, target: reached, write_mode: upsert, primary_key: [who] }]";
    run(EVENTS, upsert);
    insert(13, 24);

    PipelineResult second = run(EVENTS, upsert);

    assertThat(reached()).containsExactly("(\"person 1\",12,23)", "(\"person 0\",12,24)");
    assertThat(second.outputs().get(0).updated()).isEqualTo(2);
  }

  /** States are binary, and larger than the memory of a batch. */
  @Test
  void run_stateOfManyMegabytes_isGivenBack() throws Exception {
    insert(1, 30);
    String padded = "output: reached, config: { padding: 10000000 }";
    run(EVENTS, padded);
    insert(31, 60);

    run(EVENTS, padded);

    assertThat(reached()).hasSize(20);
    assertThat(
            Sql.number(
                fixture.destination,
                "SELECT count(*) FROM raw._weir_transform_state WHERE length(state) > 10000000"))
        .isEqualTo(1);
  }

  @Test
  void run_otherCursorLag_isRefused() throws Exception {
    insert(1, 30);
    run(EVENTS, "output: reached");

    WeirException error =
        catchThrowableOfType(
            WeirException.class, () -> run(EVENTS + ", cursor_lag: \"5\"", "output: reached"));

    assertThat(error.code()).isEqualTo("run.transform_state");
    assertThat(error).hasMessageContaining("saved with no cursor_lag, and cursor_lag is now \"5\"");
  }

  /** An alert for each row, so that the two tables take turns; and INSERT instead of COPY. */
  @ParameterizedTest
  @ValueSource(strings = {"copy", "insert"})
  void run_outputsAfterEachBatch_areWrittenInTurns(String method) throws Exception {
    insert(1, 60_000);
    Pipeline config =
        fixture.config(
            EVENTS,
            "write_mode: append\n"
                + "transforms: [{ use: counting, output: reached, config: { every: 1 } }]",
            method,
            "max_batch_bytes: 64kb");

    PipelineResult result = run(config);

    assertThat(result.rows().written()).isEqualTo(60_000);
    assertThat(result.outputs().get(0).written()).isEqualTo(60_000);
    assertThat(
            Sql.number(
                fixture.destination,
                "SELECT count(*) FROM raw.events JOIN raw.reached USING (id, who)"))
        .isEqualTo(60_000);
  }

  /** Large batches are written at once: the first table is built during the second one's COPY. */
  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 2})
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void run_mainDiscarded_buildsTheOutputsInTurns(int exactly) throws Exception {
    insert(1, 6_000);

    PipelineResult result =
        run(
            config(
                EVENTS,
                "main: discard, config: { every: 1, exactly: %d }, outputs:".formatted(exactly)
                    + " [{ name: exactly, target: exact, write_mode: upsert, primary_key: [id] },"
                    + " { name: reached, target: reached, write_mode: upsert, primary_key: [id] }]",
                "max_batch_bytes: 64kb"));

    int exact = exactly == 2 ? 2 : 0;
    assertThat(result.outputs())
        .extracting(PipelineResult.Output::written)
        .containsExactly((long) exact, 6_000L - exact);
    assertThat(
            Sql.number(
                fixture.destination,
                "SELECT count(*) FROM pg_constraint WHERE contype = 'u'"
                    + " AND conrelid IN ('raw.exact'::regclass, 'raw.reached'::regclass)"))
        .isEqualTo(2);
  }

  /** A full read, which would be divided without the transform. */
  @Test
  void run_parallelism_loadsAStreamWithStateInOneLane() throws Exception {
    insert(1, 60_000);

    PipelineResult result = run(config("name: events", "output: reached", "parallelism: 2"));
    PipelineResult divided =
        run(fixture.config("name: events", "write_mode: append", "copy", "parallelism: 2"));

    assertThat(result.setup().lanes()).isEqualTo(1);
    assertThat(divided.setup().lanes()).isEqualTo(2);
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.reached"))
        .isEqualTo(20_000);
  }

  @Test
  void run_rowsInAnotherOrder_arePassedInTheOrderOfTheCursor() throws Exception {
    fixture.source.execute(
        "INSERT INTO public.events SELECT n, n, 'a' FROM generate_series(9, 1, -1) n");

    run(EVENTS, "output: reached, main: discard");

    assertThat(reached()).containsExactly("(a,3,3)", "(a,6,6)", "(a,9,9)");
  }
}
