package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are transferred in another form than the server's binary format are equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueFormsTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("value_forms", directory);
    // Creates another enum first, so that the OIDs of the types differ.
    fixture.destination.execute("CREATE TYPE public.other AS ENUM ('x')");
    for (TestDatabase database : List.of(fixture.source, fixture.destination)) {
      database.execute(
          "CREATE TYPE public.mood AS ENUM ('calm', 'wild')",
          "CREATE DOMAIN public.price AS numeric(10,2)",
          "CREATE TYPE public.pair AS (n integer, m public.mood)");
    }
    fixture.source.execute(
        TypeTable.CREATE,
        TypeTable.ROWS,
        "CREATE TABLE public.arrow_edges (LIKE public.edges)",
        "INSERT INTO public.arrow_edges SELECT * FROM public.edges",
        // Lists have one dimension and no bounds.
        "UPDATE public.arrow_edges SET an_array = '{1,NULL}' WHERE row_number IN (2, 4)",
        """
        CREATE TABLE public.numbers (
          id integer, n numeric, a numeric(38,0), b numeric(38,38), c numeric(3,-2),
          d numeric(3,5), e numeric(39,1), p public.price, i interval, m public.mood, t text,
          b1 bytea, u uuid, ts timestamptz, d1 date, t1 time, f real, g double precision)
        """,
        """
        INSERT INTO public.numbers VALUES
          (1, 'NaN', '99999999999999999999999999999999999999', '0.99999999999999999999999999999999999999',
           99900, 0.00999, 1.5, 12345678.90, '-1 mons 2 days -00:00:00.000001', 'wild', E'\\\\ \\t\\n\\b|',
           '\\x5c4e0a', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '0044-03-15 00:00:01.5+00 BC',
           '0044-03-15 BC', '24:00', '1e-45', '-0'),
          (2, '-0.000100', '-99999999999999999999999999999999999999', '-0.00000000000000000000000000000000000001',
           -100, -0.00001, -1.5, -0.01, '100 years 2562047:47:16.854775', 'calm', '\\N', '',
           'ffffffff-ffff-ffff-ffff-ffffffffffff', 'infinity', '-infinity', '00:00:00.000100', 'NaN',
           '-Infinity'),
          (3, 10000, 10000, 0, 0, 0, 0, 0, '00:00:00', NULL, '', '\\x00', NULL, '-infinity',
           'infinity', '23:59:59.999999', '3.4028235e38', '1.7976931348623157e308'),
          (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL),
          (5, 1e20, 1000000000000000000, 0.5, 1e4, 0.00123, 7, 99999999.99, '1 day', 'calm', 'x',
           '\\xff', NULL, '294246-12-31 23:59:59.999999+00', '5874897-12-31', '00:00', '1e10', '1e22')
        """,
        """
        CREATE TABLE public.arrays (
          id integer, a integer[], b text[], c numeric(10,2)[], d interval[], e public.mood[],
          f boolean[], g uuid[], h timestamp[], i numeric[], j jsonb[], k bytea[], l inet[],
          m public.pair[])
        """,
        """
        INSERT INTO public.arrays VALUES
          (1, '{1,NULL,-3}', '{a,NULL,"",NULL}', '{1.10,NULL,-0.01}', '{1 day,NULL}', '{wild,NULL,calm}',
           '{t,NULL,f}', '{NULL,a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', '{infinity,1970-01-01}',
           '{1.100,NaN}', '{null,"1",NULL}', '{"\\\\x00",NULL}', '{10.0.0.0/8}', ARRAY[(1, 'wild')::public.pair]),
          (2, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
          (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        """,
        // Crosses the boundaries of blocks, of words and of batches, with NULLs.
        """
        INSERT INTO public.arrays (id, a, b, c, f)
        SELECT n, ARRAY(SELECT nullif(k % 5, 0) FROM generate_series(1, n % 9) k),
               ARRAY(SELECT repeat('x', k % 4) FROM generate_series(1, n % 7) k),
               CASE WHEN n % 3 > 0 THEN ARRAY[n, NULL, n / 7.0] END,
               ARRAY(SELECT k % 3 = 0 FROM generate_series(1, n % 70) k)
        FROM generate_series(4, 3000) n
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "edges, TEXT, copy, 'create keys, load; text COPY'",
    "edges, TEXT, insert, 'create keys, load; cast from staged text'",
    "arrow_edges, ARROW, copy, 'create keys, load; cast from staged text'",
    "arrow_edges, ARROW, insert, 'create keys, load; cast from staged text'",
    "numbers, TEXT, copy, 'create keys, load; text COPY'",
    "numbers, ARROW, copy, 'create keys, load; text COPY'",
    "numbers, ARROW, insert, 'create keys, load; cast from staged text'",
    "arrays, TEXT, copy, 'create keys, load; text COPY'",
    "arrays, ARROW, copy, 'create keys, load; cast from staged text'",
    "numbers, NATIVE, copy, 'create keys, load'"
  })
  void run_formOfValues_producesEqualRows(
      String table, ValueForm form, String loadMethod, String strategy) throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    Pipeline pipeline = pipeline(table, "write_mode: append", loadMethod, form);

    PipelineResult result = fixture.run(pipeline);

    assertThat(((FormDestination) pipeline.destination()).strategies()).containsExactly(strategy);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw." + table))
        .isEqualTo(Sql.rows(fixture.source, "public." + table))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TEXT, 'upsert by key (id); text COPY'", "ARROW, 'upsert by key (id); text COPY'"})
  void run_upsertOfTextForms_mergesEqualRows(ValueForm form, String strategy) throws Exception {
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.keyed (id integer PRIMARY KEY, n numeric, i interval, c char(3))",
        "INSERT INTO raw.keyed VALUES (1, 1, '1 day', 'a'), (2, 2, '2 days', 'b')");
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.keyed",
        "CREATE TABLE public.keyed (id integer, n numeric, i interval, c char(3))",
        "INSERT INTO public.keyed VALUES (1, 1.0, '1 day', 'a'), (2, 2, '2 days', 'b'),"
            + " (3, 'NaN', '3 days', 'c')");
    Pipeline pipeline = pipeline("keyed", "write_mode: upsert, primary_key: [id]", "copy", form);

    PipelineResult result = fixture.run(pipeline);

    assertThat(((FormDestination) pipeline.destination()).strategies()).containsExactly(strategy);
    assertThat(result.rows().written()).isEqualTo(2);
    assertThat(Sql.rows(fixture.destination, "raw.keyed"))
        .isEqualTo(Sql.rows(fixture.source, "public.keyed"));
  }

  @ParameterizedTest
  @CsvSource({
    "'numeric(5,2)', NaN, 'NaN, which decimal(5, 2)'",
    "interval, infinity, 'An infinite interval'",
    "interval, 2562047:47:16.854776, '9223372036854776 microseconds'",
    "integer[], '[0:1]={1,2}', 'lower bound 0'",
    "integer[], '{{1,2},{3,4}}', '2 dimensions'",
    "'numeric(5,2)[]', '{1.00,NaN}', 'In an array: The numeric NaN'",
    "timestamp[], '{294276-12-31}', 'In an array: A timestamp after 294247-01-10'"
  })
  void run_valueThatArrowDoesNotHold_isDataErrorOfTheColumn(
      String type, String value, String message) throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    fixture.source.execute(
        "DROP TABLE IF EXISTS public.refused",
        "CREATE TABLE public.refused (id integer, v " + type + ")",
        "INSERT INTO public.refused SELECT n, NULL FROM generate_series(1, 600) n",
        "INSERT INTO public.refused VALUES (601, '" + value + "')");
    Pipeline pipeline = pipeline("refused", "write_mode: append", "copy", ValueForm.ARROW);

    WeirException error = catchThrowableOfType(WeirException.class, () -> fixture.run(pipeline));

    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.place().column()).contains("v");
    assertThat(error).hasMessageContaining(message).hasMessageContaining("row 601");
    assertThat(Sql.targets(fixture.destination)).isEmpty();
  }

  private Pipeline pipeline(String stream, String mode, String loadMethod, ValueForm form)
      throws IOException {
    Pipeline pipeline =
        fixture.config(
            "name: " + stream + ", sync_mode: full_refresh",
            mode.replace(", ", "\n  "),
            loadMethod,
            "max_batch_bytes: 64kb");
    return new Pipeline(
        pipeline.config(),
        pipeline.source(),
        pipeline.transforms(),
        new FormDestination(pipeline.destination(), form));
  }
}
