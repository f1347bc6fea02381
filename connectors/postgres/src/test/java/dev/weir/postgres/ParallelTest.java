package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several lanes: streams side by side, and parts of one stream. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParallelTest {
  /** About 6 MB, so that three parts are more than the minimum size. */
  private static final int ROWS = 60_000;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("parallel", directory);
  }

  @BeforeEach
  void clear() throws Exception {
    fixture.source.execute(
        "DROP VIEW IF EXISTS public.v", "DROP TABLE IF EXISTS public.t, public.p CASCADE");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
    Files.deleteIfExists(fixture.statePath());
  }

  private void createTable(String name) throws SQLException {
    fixture.source.execute(
        "CREATE TABLE public.%s (id integer PRIMARY KEY, filler text)".formatted(name),
        insert(name, 1, ROWS));
  }

  private static String insert(String name, int from, int to) {
    return "INSERT INTO public.%s SELECT n, repeat('x', 60) || n FROM generate_series(%d, %d) n"
        .formatted(name, from, to);
  }

  @Test
  void run_moreStreamsThanLanes_movesEachInOneTransaction() throws Exception {
    List<String> names = IntStream.rangeClosed(1, 5).mapToObj(n -> "s" + n).toList();
    for (String name : names) {
      fixture.source.execute(
          "DROP TABLE IF EXISTS public." + name,
          "CREATE TABLE public.%s (id integer, filler text)".formatted(name),
          insert(name, 1, 3_000));
    }
    Pipeline pipeline =
        fixture.config(
            names.stream().map(name -> "name: " + name).toList(), "", "copy", "parallelism: 3");

    PipelineResult result = fixture.run(pipeline);

    assertThat(result.setup().lanes()).isEqualTo(3);
    assertThat(result.rows().written()).isEqualTo(5 * 3_000);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(5);
    assertThat(Sql.targets(fixture.destination)).containsExactlyElementsOf(names);
    for (String name : names) {
      assertThat(Sql.rows(fixture.destination, "raw." + name))
          .isEqualTo(Sql.rows(fixture.source, "public." + name));
    }
  }

  /** Each strategy: rename into place, swap, and merge from an unlogged table. */
  @ParameterizedTest
  @CsvSource({
    "append, none, copy",
    "append, none, insert",
    "append, plain, copy",
    "replace, plain, copy",
    "replace, view, copy",
    "upsert, keyed, copy"
  })
  void run_oneStreamInSeveralLanes_publishesEachRowOnce(
      String writeMode, String target, String loadMethod) throws Exception {
    createTable("t");
    switch (target) {
      case "plain" -> fixture.destination.execute("CREATE TABLE raw.t (id integer, filler text)");
      case "keyed" ->
          fixture.destination.execute(
              "CREATE TABLE raw.t (id integer PRIMARY KEY, filler text)",
              "INSERT INTO raw.t VALUES (1, 'old'), (0, 'kept')");
      case "view" ->
          fixture.destination.execute(
              "CREATE TABLE raw.t (id integer, filler text)",
              "INSERT INTO raw.t VALUES (0, 'old')",
              "CREATE VIEW raw.depends AS SELECT * FROM raw.t");
      default -> assertThat(target).isEqualTo("none");
    }
    Pipeline pipeline = pipeline(writeMode, loadMethod, "parallelism: 3");

    PipelineResult result = fixture.run(pipeline);

    assertThat(result.setup().lanes()).isEqualTo(3);
    assertThat(result.rows().written()).isEqualTo(ROWS);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
    assertThat(targetRows("id > 0")).isEqualTo(Sql.rows(fixture.source, "public.t"));
    assertThat(stagingTables()).isEmpty();
    if (target.equals("none")) {
      assertThat(
              Sql.texts(
                  fixture.destination,
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                      + " WHERE conrelid = 'raw.t'::regclass AND contype = 'p'"))
          .containsExactly("PRIMARY KEY (id)");
    }
  }

  @Test
  void run_upsertInSeveralLanes_countsInsertedAndUpdatedApart() throws Exception {
    createTable("t");
    fixture.run(pipeline("upsert", "copy", "parallelism: 3"));
    fixture.source.execute(
        "UPDATE public.t SET filler = 'changed' WHERE id <= 100",
        insert("t", ROWS + 1, ROWS + 50),
        "DELETE FROM public.t WHERE id = 200");

    PipelineResult second = fixture.run(pipeline("upsert", "copy", "parallelism: 3"));

    assertThat(second.setup().lanes()).isEqualTo(3);
    assertThat(second.rows().updated()).isEqualTo(100);
    assertThat(second.rows().written()).isEqualTo(150);
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(ROWS + 50);
    assertThat(targetRows("id <> 200")).isEqualTo(Sql.rows(fixture.source, "public.t"));
  }

  /** The predicate of a lane must not exclude or repeat rows at the borders. */
  @Test
  void run_viewWithAPrimaryKey_isDividedByItsRanges() throws Exception {
    createTable("t");
    fixture.source.execute(
        "INSERT INTO public.t VALUES (-2147483648, 'min'), (2147483647, 'max')",
        "CREATE VIEW public.v AS SELECT id, filler FROM public.t UNION ALL SELECT NULL, 'none'");
    Pipeline pipeline = fixture.config("name: v, primary_key: [id]", "", "copy", "parallelism: 4");

    PipelineResult result = fixture.run(pipeline);

    assertThat(result.setup().lanes()).isEqualTo(4);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.v"))
        .isEqualTo(Sql.rows(fixture.source, "public.v"));
  }

  @Test
  void run_partitionedTable_isDividedByItsPartitions() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.p (id integer, filler text) PARTITION BY RANGE (id)",
        "CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (0) TO (30000)",
        "CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (30000) TO (50000)",
        "CREATE TABLE public.p3 PARTITION OF public.p DEFAULT",
        insert("p", 1, ROWS));
    Pipeline pipeline = fixture.config("name: p", "", "copy", "parallelism: 2");

    PipelineResult result = fixture.run(pipeline);

    assertThat(result.setup().lanes()).isEqualTo(2);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.p"))
        .isEqualTo(Sql.rows(fixture.source, "public.p"));
  }

  /** The rows change after the plan, when only the session that planned has a snapshot. */
  @Test
  void run_rowsChangeMeanwhile_readsOneSnapshot() throws Exception {
    createTable("t");
    List<String> before = Sql.rows(fixture.source, "public.t");
    // A swap would lose the comment, so the plan has a notice.
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer PRIMARY KEY, filler text)",
        "COMMENT ON TABLE raw.t IS 'kept'");
    AtomicInteger notices = new AtomicInteger();
    Progress change =
        new Progress() {
          @Override
          public void written(String stream, long rows, long bytes) {}

          @Override
          public void notice(Notice notice) {
            notices.incrementAndGet();
            try {
              fixture.source.execute(
                  "DELETE FROM public.t WHERE id % 2 = 0",
                  "UPDATE public.t SET filler = 'late'", insert("t", ROWS + 1, ROWS + 1_000));
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    PipelineResult result =
        fixture.run(
            pipeline("replace", "copy", "parallelism: 3, max_batch_bytes: 64kb"),
            true,
            change,
            new Cancellation());

    assertThat(notices).hasValue(1);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.t")).isEqualTo(before);
  }

  /** A type without a binary format is staged as text. */
  @Test
  void run_textFormInSeveralLanes_isConverted() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, r regclass, filler text)",
        "INSERT INTO public.t SELECT n, 'pg_class', repeat('x', 60)"
            + " FROM generate_series(1, 60000) n");
    fixture.destination.execute("CREATE TABLE raw.t (id integer, r regclass, filler text)");

    PipelineResult result = fixture.run(pipeline("append", "copy", "parallelism: 3"));

    assertThat(result.setup().lanes()).isEqualTo(3);
    assertThat(result.verified()).isPresent();
    assertThat(
            Sql.number(
                fixture.destination, "SELECT count(*) FROM raw.t WHERE r = 'pg_class'::regclass"))
        .isEqualTo(60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "replace", "upsert"})
  void run_oneLaneFails_publishesNothingAndNextRunDropsTheStagingTable(String writeMode)
      throws Exception {
    createTable("t");
    fixture.source.execute("ALTER TABLE public.t ADD COLUMN small integer");
    fixture.source.execute("UPDATE public.t SET small = id WHERE id % 1000 = 0");
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer PRIMARY KEY, filler text, small integer CHECK (small < 50000))",
        "INSERT INTO raw.t VALUES (0, 'kept', 0)");
    Pipeline pipeline = pipeline(writeMode, "copy", "parallelism: 3");

    WeirException error = catchThrowableOfType(WeirException.class, () -> fixture.run(pipeline));

    assertThat(error).hasMessageContaining("check");
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(0,kept,0)");
    assertThat(Sql.receipts(fixture.destination)).isZero();
    fixture.destination.execute("ALTER TABLE raw.t DROP CONSTRAINT t_small_check");

    PipelineResult next = fixture.run(pipeline);

    assertThat(next.verified()).isPresent();
    assertThat(stagingTables()).isEmpty();
    assertThat(targetRows("id > 0")).isEqualTo(Sql.rows(fixture.source, "public.t"));
  }

  /** A lane of an earlier run that is still alive could commit. */
  @Test
  void run_laneOfAnEarlierRunIsAlive_isRejected() throws Exception {
    createTable("t");
    try (Connection lane = fixture.destination.connect();
        Statement statement = lane.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_lock_shared(hashtextextended('weir lanes:parallel', 0))");

      WeirException error =
          catchThrowableOfType(
              WeirException.class, () -> fixture.run(pipeline("append", "copy", "parallelism: 1")));

      assertThat(error).hasMessageContaining("Another run of pipeline parallel");
    }
    // The source's session was opened at the same time.
    Sql.awaitSessionsEnded(fixture.source);
  }

  /** So that the next run is rejected while one of them is alive. */
  @Test
  void run_severalLanes_eachFurtherLaneHoldsTheSharedLock() throws Exception {
    createTable("t");
    List<String> locks = new ArrayList<>();
    Progress look =
        OnFirstBatch.run(
            () ->
                locks.addAll(
                    Sql.texts(
                        fixture.destination,
                        "SELECT mode FROM pg_locks JOIN pg_database d ON d.oid = database"
                            + " WHERE locktype = 'advisory' AND granted"
                            + " AND datname = current_database() ORDER BY 1")));

    fixture.run(
        pipeline("append", "copy", "parallelism: 3, max_batch_bytes: 64kb"),
        false,
        look,
        new Cancellation());

    assertThat(locks).containsExactly("ExclusiveLock", "ShareLock", "ShareLock");
  }

  private List<String> targetRows(String condition) throws SQLException {
    return Sql.texts(
        fixture.destination, "SELECT (t.*)::text FROM raw.t t WHERE " + condition + " ORDER BY 1");
  }

  private List<String> stagingTables() throws SQLException {
    return Sql.texts(
        fixture.destination,
        "SELECT relname FROM pg_class WHERE relname ~ '^_weir_stage_' AND relkind = 'r'");
  }

  private Pipeline pipeline(String writeMode, String loadMethod, String resources)
      throws Exception {
    String key = writeMode.equals("upsert") ? "\n  primary_key: [id]" : "";
    return fixture.config("name: t", "write_mode: " + writeMode + key, loadMethod, resources);
  }
}
