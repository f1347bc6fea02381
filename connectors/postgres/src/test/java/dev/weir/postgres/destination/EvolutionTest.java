package dev.weir.postgres.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** schema_evolution: allowed changes are applied, and others fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvolutionTest {
  private static final String APPEND = "write_mode: append";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("evolves", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer NOT NULL, name text, added numeric(9,2))",
        "INSERT INTO public.t VALUES (1, NULL, 1.5), (2, 'b', 2)");
  }

  @BeforeEach
  void createTarget() throws SQLException {
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.t (id integer, name text NOT NULL, gone text DEFAULT 'd')",
        "INSERT INTO raw.t VALUES (7, 'old', 'x')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        APPEND,
        "write_mode: replace\n  replace: swap",
        "write_mode: replace\n  replace: truncate"
      })
  void run_allChangesAllowed_altersTheTarget(String mode) throws Exception {
    PipelineResult result =
        run(mode, "new_column: add, removed_column: ignore, nullability_change: allow");

    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .contains("(1,,d,1.50)", "(2,b,d,2.00)")
        .hasSize(mode.equals(APPEND) ? 3 : 2);
    assertThat(
            Sql.texts(
                fixture.destination,
                "SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull)"
                    + " FROM pg_attribute WHERE attrelid = 'raw.t'::regclass AND attnum > 0"
                    + " ORDER BY attnum"))
        .containsExactly("id integer f", "name text f", "gone text f", "added numeric(9,2) f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nullability_change: allow                            | destination.column_missing | column added",
        "new_column: add, removed_column: fail                | destination.column_missing | column gone",
        "new_column: add                                      | destination.constraint     | column name"
      })
  void run_changeNotAllowed_fails(String evolution, String code, String place) throws Exception {
    for (String mode : new String[] {APPEND, "write_mode: replace"}) {
      WeirException error = catchThrowableOfType(WeirException.class, () -> run(mode, evolution));

      assertThat(error.code()).isEqualTo(code);
      assertThat(error.place().toString()).contains(place);
      assertThat(Sql.texts(fixture.destination, "SELECT id FROM raw.t")).containsExactly("7");
    }
  }

  private PipelineResult run(String mode, String evolution) throws Exception {
    return fixture.run(
        fixture.config(
            "name: t, sync_mode: full_refresh",
            mode + "\n  schema_evolution: { " + evolution + " }",
            "copy",
            ""));
  }
}
