package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Pipeline;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.sql.PostgresError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code write_mode: upsert}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpsertTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("upsert", directory);
  }

  @BeforeEach
  void clear() throws Exception {
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.t",
        "CREATE TABLE public.t (a integer, b text, v numeric)",
        "INSERT INTO public.t VALUES (1, 'x', 1.10), (1, 'y', 2), (2, 'x', NULL)");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
    Files.deleteIfExists(fixture.statePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "insert"})
  void run_rowsWithKnownKeys_areUpdatedWhereTheyDiffer(String loadMethod) throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (a integer, b text, v numeric, note text DEFAULT 'none',"
            + " UNIQUE (b, a))",
        "INSERT INTO raw.t VALUES (1, 'x', 1.1, 'mine'), (1, 'y', 2, 'same'), (9, 'z', 9, 'kept')");
    List<String> unchanged = versions("b = 'y'");

    PipelineResult result = fixture.run(pipeline("[a, b]", loadMethod));

    assertThat(result.verified()).isPresent();
    assertThat(result.rows().written()).isEqualTo(2);
    assertThat(result.rows().updated()).isEqualTo(1);
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(1,x,1.10,mine)", "(1,y,2,same)", "(2,x,,none)", "(9,z,9,kept)");
    assertThat(versions("b = 'y'")).isEqualTo(unchanged);
  }

  @Test
  void run_targetDoesNotExist_isCreatedWithTheKey() throws Exception {
    fixture.run(pipeline("[b, a]", "copy"));
    fixture.source.execute("UPDATE public.t SET v = 5 WHERE a = 2");

    PipelineResult second = fixture.run(pipeline("[b, a]", "copy"));

    assertThat(second.rows().updated()).isEqualTo(1);
    assertThat(second.rows().written()).isEqualTo(1);
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
  }

  @Test
  void run_incremental_updatesByTheKey() throws Exception {
    fixture.source.execute("ALTER TABLE public.t ADD COLUMN c serial");
    Pipeline incremental =
        fixture.config(
            "name: t, sync_mode: incremental, cursor_field: c, primary_key: [a, b]",
            "write_mode: upsert",
            "copy",
            "");
    fixture.run(incremental);
    fixture.source.execute(
        "UPDATE public.t SET v = 7, c = DEFAULT WHERE a = 2",
        "INSERT INTO public.t VALUES (3, 'x', 3)");

    PipelineResult second = fixture.run(incremental);

    assertThat(second.verified()).isPresent();
    assertThat(second.rows().updated()).isEqualTo(1);
    assertThat(second.rows().written()).isEqualTo(2);
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CREATE TABLE raw.t (a integer, b text, v numeric)",
        "CREATE TABLE raw.t (a integer PRIMARY KEY, b text, v numeric)",
        "CREATE TABLE raw.t (a integer, b text, v numeric, UNIQUE (a, b, v))",
        "CREATE TABLE raw.t (a integer, b text, v numeric, UNIQUE (a, b) DEFERRABLE)",
      })
  void run_targetWithoutTheKey_isRejectedBeforeTheFirstRow(String target) throws Exception {
    fixture.destination.execute(target);

    assertThat(failure("[a, b]").code()).isEqualTo("destination." + PostgresError.KEY_MISSING.id());
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  @Test
  void run_partialUniqueIndex_isNotTheKey() throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (a integer, b text, v numeric)",
        "CREATE UNIQUE INDEX ON raw.t (a, b) WHERE v > 0");

    assertThat(failure("[a, b]").code()).isEqualTo("destination." + PostgresError.KEY_MISSING.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "INSERT INTO public.t VALUES (1, 'x', 3); (a, b) = (1,x)",
        "INSERT INTO public.t VALUES (5, NULL, 3); 1 rows have NULL"
      })
  void run_keyIsNotUniqueInTheStream_publishesNothing(String insert, String message)
      throws Exception {
    fixture.destination.execute("CREATE TABLE raw.t (a integer, b text, v numeric, UNIQUE (a, b))");
    fixture.source.execute(insert);

    assertThat(failure("[a, b]")).hasMessageContaining(message);
    assertThat(Sql.rows(fixture.destination, "raw.t")).isEmpty();
  }

  @Test
  void run_keyIsNotAColumn_isRejectedWithTheColumn() throws Exception {
    assertThat(failure("[a, nope]")).hasMessageContaining("no column nope");
  }

  private WeirException failure(String key) throws Exception {
    Pipeline pipeline = pipeline(key, "copy");
    return catchThrowableOfType(WeirException.class, () -> fixture.run(pipeline));
  }

  private Pipeline pipeline(String key, String loadMethod) throws Exception {
    return fixture.config("name: t", "write_mode: upsert\n  primary_key: " + key, loadMethod, "");
  }

  private List<String> versions(String condition) throws Exception {
    return Sql.texts(
        fixture.destination, "SELECT xmin::text || ctid::text FROM raw.t WHERE " + condition);
  }
}
