package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.Notice;
import dev.weir.core.pipeline.PipelineResult;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated columns of the source are columns: their values arrive, or the target makes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedColumnsTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void makeSource() throws SQLException {
    fixture = new PipelineFixture("generated", directory);
    fixture.source.execute(
        """
        CREATE TABLE public.t (
          id integer, stored integer GENERATED ALWAYS AS (id * 2) STORED,
          computed text GENERATED ALWAYS AS ('no. ' || id), name text)
        """,
        "INSERT INTO public.t (id, name) VALUES (1, 'a'), (2, 'b')");
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "replace"})
  void run_newTarget_hasTheValuesInPlainColumns(String mode) throws Exception {
    for (int time = 0; time < 2; time++) {
      fixture.destination.execute("DROP TABLE IF EXISTS raw.t");

      PipelineResult result = run(mode, "copy");

      assertThat(result.verified()).isPresent();
      assertThat(Sql.rows(fixture.destination, "raw.t"))
          .containsExactly("(1,2,\"no. 1\",a)", "(2,4,\"no. 2\",b)");
    }
  }

  @ParameterizedTest
  @CsvSource({"append, copy", "append, insert", "replace, copy"})
  void run_plainTargetColumn_getsTheValues(String mode, String loadMethod) throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer, stored integer, computed text, name text)");

    run(mode, loadMethod);

    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(1,2,\"no. 1\",a)", "(2,4,\"no. 2\",b)");
  }

  @ParameterizedTest
  @CsvSource({"append, copy", "append, insert", "replace, copy"})
  void run_targetThatGeneratesThem_isToldAndEqual(String mode, String loadMethod) throws Exception {
    fixture.destination.execute(
        """
        CREATE TABLE raw.t (
          id integer, stored integer GENERATED ALWAYS AS (id * 2) STORED,
          computed text GENERATED ALWAYS AS ('no. ' || id), name text)
        """);

    PipelineResult result = run(mode, loadMethod);

    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(1,2,\"no. 1\",a)", "(2,4,\"no. 2\",b)");
    assertThat(result.notices())
        .extracting(Notice::place)
        .extracting(Object::toString)
        .containsExactly(
            "destination postgres, stream t, column stored",
            "destination postgres, stream t, column computed");
    assertThat(result.notices())
        .extracting(Notice::text)
        .allMatch(text -> text.contains("generates this column"));
  }

  @ParameterizedTest
  @CsvSource({"append, copy", "append, insert"})
  void run_identityAlways_takesTheSourcesValuesEitherWay(String mode, String loadMethod)
      throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (id integer GENERATED ALWAYS AS IDENTITY (START 100),"
            + " stored integer, computed text, name text)");

    run(mode, loadMethod);

    assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t ORDER BY 1"))
        .containsExactly("1", "2");
  }

  private PipelineResult run(String mode, String loadMethod) throws Exception {
    return fixture.run(
        fixture.config("name: t, sync_mode: full_refresh", "write_mode: " + mode, loadMethod, ""));
  }
}
