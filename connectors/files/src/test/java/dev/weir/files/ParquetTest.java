package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables in Parquet: from Postgres and back, and as DuckDB reads and writes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParquetTest {
  @TempDir private static Path directory;
  private TestDatabase database;
  private FilesPipeline pipeline;
  private FileRoundTrip roundTrip;

  /** The table of all types. */
  private Path types;

  @BeforeAll
  void createTables() throws Exception {
    database = TestServer.database("parquet");
    roundTrip = new FileRoundTrip(database, directory);
    database.execute(
        "CREATE TYPE mood AS ENUM ('glad', 'sad')",
        """
        CREATE TABLE public.types (
          row_number integer NOT NULL, a_bool boolean, a_int2 smallint, a_int8 bigint, a_float4 real,
          a_float8 double precision, a_text text, a_varchar varchar(16), a_char character(5),
          a_name name, an_xml xml, a_json json, a_jsonb jsonb, a_bytea bytea, a_uuid uuid, a_date date,
          a_time time, a_timestamp timestamp, a_timestamptz timestamp(3) with time zone,
          a_mood mood, a_numeric numeric, a_small_numeric numeric(9,2), a_typed_numeric numeric(18,4),
          a_wide_numeric numeric(38,10), a_wider_numeric numeric(60,10), an_interval interval,
          some_integers integer[], some_texts text[], some_numerics numeric(20,2)[],
          some_intervals interval[], some_times timestamptz[], an_inet inet, a_bit bit(3),
          a_point point, a_range int8range, a_timetz timetz, "a.dot ""quote" text)
        """,
        """
        INSERT INTO public.types VALUES
        (1, true, -32768, -9223372036854775808, '-0', '-0', '', '', '', '', '<a/>', '{"a": 1}',
         '{"a": 1}', '', '00000000-0000-0000-0000-000000000000', '-infinity', '00:00', '-infinity',
         '-infinity', 'glad', 'NaN', -9999999.99, -99999999999999.9999,
         -9999999999999999999999999999.9999999999, 1e49, '-178000000 years', '{}', '{}', '{}', '{}',
         '{}', '::1/128', B'000', '(0,-0)', 'empty', '00:00+15:59', ''),
        (2, false, 32767, 9223372036854775807, 'NaN', 'NaN', E'\\\\ "q", \\t\\r\\n\\x01 ä東\uD83C\uDF81',
         'sixteen char val', 'abc', 'n', '<a>x</a>', '[1, 1.10, "\\u00e4"]', '[1, 1.10, "\u00e4"]',
         '\\x00ff5c27', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'infinity', '24:00', 'infinity',
         'infinity', 'sad', 'Infinity', 9999999.99, 99999999999999.9999,
         9999999999999999999999999999.9999999999, -1e-10,
         '178000000 years 3 mons -4 days 00:00:00.000001', '{1,NULL,-2147483648}',
         '{"a,b",NULL,"null",""}', '{NULL,123456789012345678.90}', '{"1 mon 2 days 00:00:03",NULL}',
         '{infinity,NULL}', '10.0.0.0/8', B'101', '(1e300,1e-300)', '[-5,7)', '24:00-15:59', 'x'),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL),
        (4, true, 0, 0, '1e-45', '4.9e-324', repeat('x', 5000), 'x', 'x    ', 'x', 'text', 'null',
         'null', decode(repeat('00', 5000), 'hex'), 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
         '4713-01-01 BC', '23:59:59.999999', '4713-01-01 BC', '4713-01-02 00:00 BC', 'glad', 1.10,
         0.01, 1.1, 0.0000000001, 0, '1 day', '{7}', '{x}', '{0.00}', '{"-1 day"}',
         '{2024-02-29 12:00+00}', '::/0', B'111', '(NaN,Infinity)', '(,)', '12:00+02', NULL)
        """,
        // Several batches, and pages of a row group.
        """
        INSERT INTO public.types (row_number, a_int8, a_bool, a_text, a_jsonb, a_uuid, a_float8,
          a_timestamptz, a_small_numeric, a_wide_numeric, some_integers, some_texts, an_interval)
        SELECT n, nullif(n % 3, 0), nullif(n % 5, 0) = 1, nullif(repeat('\u00e4', n % 7), '\u00e4'),
          CASE WHEN n % 11 > 0 THEN to_jsonb(n) END, CASE WHEN n % 2 = 0 THEN md5(n::text)::uuid END,
          n / 7.0, timestamptz '2024-02-28 23:00+00' + n * interval '1 minute', n, -n,
          CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN '{}' WHEN 2 THEN ARRAY[n, NULL] ELSE ARRAY[n] END,
          CASE n % 3 WHEN 0 THEN ARRAY['a', n::text, NULL] END, n * interval '1 second'
        FROM generate_series(5, 12000) n
        """,
        "CREATE TABLE public.empty (id integer NOT NULL, note text)",
        "CREATE TABLE public.notes AS SELECT n, 'note ' || n AS note FROM generate_series(1, 9) n");
    types = directory.resolve("types.parquet");
    pipeline = new FilesPipeline(directory);
    assertThat(write("types", types, "").err()).isEmpty();
  }

  @BeforeEach
  void clear() throws Exception {
    pipeline = new FilesPipeline(directory);
    roundTrip.clear();
  }

  private Outcome write(String table, Path file, String keys) throws Exception {
    return FilesPipeline.run(
        pipeline.write(
            FilesPipeline.postgres(database, "public"),
            "{ name: " + table + " }",
            FilesPipeline.files(file, keys) + ", write_mode: replace"));
  }

  private Outcome load(Path file, String stream) throws Exception {
    return FilesPipeline.run(
        pipeline.write(
            FilesPipeline.files(file, ""), stream, FilesPipeline.postgres(database, "raw")));
  }

  @Test
  void run_allTypes_areEqualAfterTheFile() throws Exception {
    Outcome in = load(types, "{ name: types }");

    assertThat(in.err()).isEmpty();
    assertThat(in.code()).isZero();
    roundTrip.assertEqual("types");
  }

  @ParameterizedTest
  @CsvSource({"zstd, ZSTD", "gzip, GZIP", "none, UNCOMPRESSED"})
  void run_compression_isThatOfThePages(String compression, String codec) throws Exception {
    Path file = directory.resolve("notes-" + compression + ".parquet");

    assertThat(write("notes", file, "compression: " + compression).err()).isEmpty();

    assertThat(
            DuckDb.texts("SELECT DISTINCT compression FROM parquet_metadata('%s')".formatted(file)))
        .containsExactly(codec);
    assertThat(load(file, "{ name: notes }").err()).isEmpty();
    roundTrip.assertEqual("notes");
  }

  @Test
  void run_emptyTable_isAFileWithItsColumns() throws Exception {
    Path file = directory.resolve("empty.parquet");
    assertThat(write("empty", file, "").code()).isZero();

    Outcome in = load(file, "{ name: empty }");

    assertThat(in.err()).isEmpty();
    roundTrip.assertEqual("empty");
    assertThat(DuckDb.texts("SELECT count(*) FROM '%s'".formatted(file))).containsExactly("0");
  }

  @Test
  void run_listedColumns_areReadAlone() throws Exception {
    Outcome in = load(types, "{ name: types, columns: [some_texts, row_number] }");

    assertThat(in.err()).isEmpty();
    assertThat(
            roundTrip.texts(
                "SELECT some_texts::text || row_number FROM raw.types WHERE row_number = 2"))
        .containsExactly("{\"a,b\",NULL,\"null\",\"\"}2");
  }

  @Test
  void run_fileOfATable_hasEqualValuesInDuckDb() throws Exception {
    String values =
        """
        SELECT row_number || '|' || coalesce(a_bool::text, '') || '|' || coalesce(a_int2::text, '')
          || '|' || coalesce(a_int8::text, '') || '|' || coalesce(a_text, '') || '|'
          || coalesce(a_uuid::text, '') || '|' || coalesce(a_small_numeric::text, '') || '|'
          || coalesce(a_typed_numeric::text, '') || '|' || coalesce(a_wide_numeric::text, '') || '|'
          || coalesce(a_numeric::text, '') || '|' || coalesce(a_mood::text, '')
        FROM %s ORDER BY row_number
        """;
    assertThat(DuckDb.texts(values.formatted("'" + types + "'")))
        .hasSize(12000)
        .isEqualTo(roundTrip.texts(values.formatted("public.types")));
    String lists =
        """
        SELECT coalesce(some_integers[1]::text, '-') || coalesce(some_texts[2], '-')
        FROM %s WHERE row_number > 1 ORDER BY row_number
        """;
    assertThat(DuckDb.texts(lists.formatted("'" + types + "'")))
        .isEqualTo(roundTrip.texts(lists.formatted("public.types")));
    // Both count the microseconds since 1970.
    assertThat(
            DuckDb.texts(
                "SELECT epoch_us(a_timestamptz) FROM '%s' WHERE row_number > 3".formatted(types)))
        .containsExactlyInAnyOrderElementsOf(
            roundTrip.texts(
                "SELECT (extract(epoch FROM a_timestamptz) * 1000000)::int8 FROM public.types"
                    + " WHERE row_number > 3"));
  }

  @Test
  void run_fileOfATable_hasTypesAndMetadataForDuckDb() throws Exception {
    List<String> columns =
        DuckDb.texts(
            "SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '%s')"
                .formatted(types));
    assertThat(columns)
        .contains(
            "a_bool BOOLEAN",
            "a_int2 SMALLINT",
            "a_uuid UUID",
            "a_jsonb JSON",
            "a_date DATE",
            "a_time TIME",
            "a_timestamp TIMESTAMP",
            "a_timestamptz TIMESTAMP WITH TIME ZONE",
            "a_small_numeric DECIMAL(9,2)",
            "a_wide_numeric DECIMAL(38,10)",
            "a_numeric VARCHAR",
            "some_integers INTEGER[]",
            "an_interval STRUCT(\"months\" INTEGER, \"days\" INTEGER, nanoseconds BIGINT)",
            "an_inet BLOB");
    assertThat(
            DuckDb.texts(
                "SELECT key::varchar || ' ' || value::varchar FROM parquet_kv_metadata('%s')"
                        .formatted(types)
                    + " WHERE key::varchar LIKE 'weir.%'"))
        .contains("weir.postgres.type.an_inet inet", "weir.postgres.type.a_bit bit(3)");
  }

  @Test
  void run_fileOfATable_hasStatistics() throws Exception {
    Path file = directory.resolve("statistics.parquet");
    assertThat(write("notes", file, "").code()).isZero();

    assertThat(
            DuckDb.texts(
                "SELECT path_in_schema || ' ' || stats_min_value || ' ' || stats_max_value || ' '"
                    + " || stats_null_count FROM parquet_metadata('%s')".formatted(file)))
        .containsExactly("n 1 9 0", "note note 1 note 9 0");
  }

  @Test
  void run_standardOutput_isAFile() throws Exception {
    Path file = directory.resolve("piped.parquet");
    Path document =
        pipeline.write(
            FilesPipeline.postgres(database, "public"),
            "{ name: types }",
            FilesPipeline.files("-", "format: parquet"));
    ProcessBuilder process = FilesPipeline.process(document).redirectOutput(file.toFile());
    process.environment().putAll(FilesPipeline.environment());

    assertThat(process.redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor()).isZero();

    assertThat(DuckDb.texts("SELECT count(*), max(row_number) FROM '%s'".formatted(file)))
        .containsExactly("12000");
  }

  @Test
  void run_standardInput_isRefused() throws Exception {
    Outcome outcome =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.files("-", "format: parquet"),
                "{ name: types }",
                FilesPipeline.postgres(database, "raw")));

    assertThat(outcome.err()).contains("read from its end", "standard input");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void run_compressedFile_isRefused() throws Exception {
    Outcome outcome = write("types", directory.resolve("types.parquet.gz"), "");

    assertThat(outcome.err()).contains("pages of a Parquet file are compressed", "remove .gz");
    assertThat(outcome.code()).isEqualTo(2);
  }
}
