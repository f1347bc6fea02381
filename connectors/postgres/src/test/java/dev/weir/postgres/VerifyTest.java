package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** --verify: the loaded rows equal the rows read, or nothing is committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTest {
  private static final String FULL = "sync_mode: full_refresh";
  private static final String INCREMENTAL = "sync_mode: incremental, cursor_field: id";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("verifies", directory);
  }

  @BeforeEach
  void createTables() throws SQLException {
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.t",
        "CREATE TABLE public.t (id integer, name text)",
        "INSERT INTO public.t SELECT n, 'row ' || n FROM generate_series(1, 100) n");
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.t (id integer, name text)",
        "INSERT INTO raw.t VALUES (-1, 'mine')",
        """
        CREATE FUNCTION raw.shout() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$
        """);
  }

  @ParameterizedTest
  @CsvSource({
    FULL + ", append, copy",
    FULL + ", append, insert",
    FULL + ", replace, copy",
    "'" + INCREMENTAL + "', append, copy"
  })
  void run_triggerModifiesRows_rollsBack(String sync, String mode, String loadMethod)
      throws Exception {
    fixture.destination.execute(
        "CREATE TRIGGER shout BEFORE INSERT ON raw.t FOR EACH ROW EXECUTE FUNCTION raw.shout()");

    WeirException error = failure(sync, mode, loadMethod);

    assertThat(error.code()).isEqualTo("verify.content_differs");
    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.exitCode().code()).isEqualTo(5);
    assertThat(error).hasMessageContaining("nothing is committed");
    assertThat(error.hint()).contains("triggers").doesNotContain("write_mode");
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(-1,mine)");
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  /** Each merged row must exist in the target. */
  @ParameterizedTest
  @CsvSource({"id", "none"})
  void run_triggerModifiesMergedRows_rollsBack(String key) throws Exception {
    fixture.destination.execute("TRUNCATE raw.t");
    run(INCREMENTAL, "append", "copy");
    if (key.equals("id")) {
      fixture.destination.execute("ALTER TABLE raw.t ADD PRIMARY KEY (id)");
    }
    fixture.destination.execute(
        "CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON raw.t FOR EACH ROW EXECUTE FUNCTION raw.shout()");
    fixture.source.execute("UPDATE public.t SET name = 'other' WHERE id = 100");

    WeirException error = failure(INCREMENTAL, "append", "copy");

    assertThat(error.code()).isEqualTo("verify.content_differs");
    assertThat(error).hasMessageContaining("1 of the merged rows are missing from the target");
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t WHERE name ~ 'OTHER'"))
        .isZero();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({FULL, "'" + INCREMENTAL + "'"})
  void run_nonEmptyTarget_comparesOnlyLoadedRows(String sync) throws Exception {
    PipelineResult result = run(sync, "append", "copy");

    assertThat(result.verified().map(digest -> digest.rows())).contains(100L);
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(101);
  }

  /** Rows that other sessions insert during the load are not compared. */
  @Test
  void run_concurrentInserts_comparesOnlyLoadedRows() throws Exception {
    fixture.source.execute(
        "INSERT INTO public.t SELECT n, repeat('x', 150) FROM generate_series(101, 100000) n");
    PipelineResult result =
        fixture.run(
            config(FULL, "append", "copy"),
            true,
            OnFirstBatch.run(
                () -> fixture.destination.execute("INSERT INTO raw.t VALUES (-2, 'meanwhile')")),
            new Cancellation());

    assertThat(result.verified()).isPresent();
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(100_002);
  }

  @Test
  void run_partitionedTarget_comparesOnlyLoadedRows() throws Exception {
    fixture.destination.execute(
        "DROP TABLE raw.t",
        "CREATE TABLE raw.t (id integer, name text) PARTITION BY RANGE (id)",
        "CREATE TABLE raw.low PARTITION OF raw.t FOR VALUES FROM (-9) TO (50)",
        "CREATE TABLE raw.high PARTITION OF raw.t FOR VALUES FROM (50) TO (999)",
        "INSERT INTO raw.t VALUES (-1, 'mine')");

    assertThat(run(FULL, "append", "copy").verified()).isPresent();
  }

  @Test
  void run_verify_isExcludedFromTheDuration() throws Exception {
    fixture.source.execute(
        "INSERT INTO public.t SELECT n, repeat('x', 150) FROM generate_series(101, 100000) n");

    long startNanos = System.nanoTime();
    PipelineResult result = run(FULL, "replace", "copy");
    double wallSecs = (System.nanoTime() - startNanos) / 1e9;

    assertThat(result.times().sourceParts().get("verify")).isPositive();
    double verifySecs = Objects.requireNonNull(result.times().destParts().get("verify"));
    assertThat(verifySecs).isPositive();
    assertThat(result.times().durationSecs() + verifySecs).isLessThan(wallSecs);
    assertThat(
            fixture
                .run(config(FULL, "replace", "copy"), false, Progress.SILENT, new Cancellation())
                .verified())
        .isEmpty();
  }

  /** The bytes of a text on the server depend on its encoding; the digest does not. */
  @Test
  void run_sourceWithOtherEncoding_isEqual() throws Exception {
    PipelineFixture latin = fixture.fromSourceEncoding("LATIN1");
    latin.source.execute(
        "CREATE TABLE public.t (id integer, name text)",
        "INSERT INTO public.t VALUES (1, 'caf\u00e9 \u00fc\u00df'), (2, NULL), (3, 'plain')");

    PipelineResult result =
        latin.run(
            latin.config("name: t, sync_mode: full_refresh", "write_mode: replace", "copy", ""));

    assertThat(result.verified().map(digest -> digest.rows())).contains(3L);
    assertThat(Sql.texts(fixture.destination, "SELECT name FROM raw.t WHERE id = 1"))
        .containsExactly("caf\u00e9 \u00fc\u00df");
  }

  private PipelineResult run(String sync, String mode, String loadMethod) throws Exception {
    return fixture.run(config(sync, mode, loadMethod));
  }

  private WeirException failure(String sync, String mode, String loadMethod) {
    return catchThrowableOfType(WeirException.class, () -> run(sync, mode, loadMethod));
  }

  private PipelineConfig config(String sync, String mode, String loadMethod) throws Exception {
    return fixture.config("name: t, " + sync, "write_mode: " + mode, loadMethod, "");
  }
}
