package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that go from Postgres to files and from there to Postgres are equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileRoundTripTest {
  /** Types with an exact Arrow type. */
  private static final List<String> PLAIN =
      List.of(
          "row_number integer NOT NULL",
          "a_bool boolean",
          "a_int2 smallint",
          "a_int8 bigint",
          "a_float4 real",
          "a_float8 double precision",
          "a_text text",
          "a_varchar character varying(16)",
          "a_char character(5)",
          "a_name name",
          "an_xml xml",
          "a_json json",
          "a_jsonb jsonb",
          "a_bytea bytea",
          "a_uuid uuid",
          "a_date date",
          "a_time time without time zone",
          "a_timestamp timestamp without time zone",
          "a_timestamptz timestamp(3) with time zone");

  /** Types whose values travel in PostgreSQL's binary format. */
  private static final List<String> OPAQUE =
      List.of(
          "a_numeric numeric",
          "a_typed_numeric numeric(18,4)",
          "a_timetz time with time zone",
          "an_interval interval",
          "an_inet inet",
          "a_bit bit(3)",
          "a_point point",
          "an_array integer[]",
          "a_text_array text[]",
          "a_range int8range");

  @TempDir private static Path directory;
  private TestDatabase database;
  private FilesPipeline pipeline;

  @BeforeAll
  void createSource() throws Exception {
    database = TestServer.database("file_round_trip");
    database.execute(
        "CREATE TABLE public.plain (" + String.join(", ", PLAIN) + ")",
        """
        INSERT INTO public.plain VALUES
        (1, true, -32768, -9223372036854775808, '-0', '-0', '', '', '', '', '<a/>', '{"a": 1}',
         '{"a": 1}', '', '00000000-0000-0000-0000-000000000000', '-infinity', '00:00', '-infinity',
         '-infinity'),
        (2, false, 32767, 9223372036854775807, 'NaN', 'NaN', E'\\\\ "q", \\t\\r\\n\\x01 ä東\uD83C\uDF81',
         'sixteen char val', 'abc', 'n', '<a>x</a>', '[1, 1.10, "\\u00e4"]', '[1, 1.10, "\u00e4"]',
         '\\x00ff5c27', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'infinity', '24:00', 'infinity',
         'infinity'),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL),
        (4, true, 0, 0, '1e-45', '4.9e-324', repeat('x', 5000), 'x', 'x    ', 'x', 'text', 'null',
         'null', decode(repeat('00', 5000), 'hex'), 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
         '4713-01-01 BC', '23:59:59.999999', '4713-01-01 BC', '4713-01-02 00:00 BC'),
        (5, true, 1, 1, '3.4028235e38', '1.7976931348623157e308', 'NULL', '\\N', 'x', 'x', 'x', '""',
         '""', '\\x01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '5874897-12-31', '12:00',
         '294246-12-31 23:59:59.999999', '294246-12-31 23:59:59.999+00'),
        (6, true, 1, 1, 'Infinity', '-Infinity', ' ', ',', '"', '', 'x', '-1.50', '-1.50', '\\x0a',
         NULL, '0001-01-01', '12:00:00.1', '0001-12-31 23:59:59.5 BC', '1969-12-31 23:59:59.001+00')
        """,
        // More than one batch.
        """
        INSERT INTO public.plain (row_number, a_int8, a_bool, a_text, a_jsonb, a_uuid, a_float8, a_timestamptz)
        SELECT n, nullif(n % 3, 0), nullif(n % 5, 0) = 1, nullif(repeat('\u00e4', n % 7), '\u00e4'),
               CASE WHEN n % 11 > 0 THEN to_jsonb(n) END, CASE WHEN n % 2 = 0 THEN md5(n::text)::uuid END,
               n / 7.0, timestamptz '2024-02-28 23:00+00' + n * interval '1 minute'
        FROM generate_series(7, 3000) n
        """,
        "CREATE TABLE public.opaque (row_number integer NOT NULL, "
            + String.join(", ", OPAQUE)
            + ")",
        """
        INSERT INTO public.opaque VALUES
        (1, 'NaN', '-99999999999999.9999', '00:00+15:59', '-178000000 years', '::1/128', B'000',
         '(0,-0)', '{}', '{}', 'empty'),
        (2, 'Infinity', '99999999999999.9999', '24:00-15:59',
         '178000000 years 3 mons -4 days 00:00:00.000001', '10.0.0.0/8', B'101', '(1e300,1e-300)',
         '[5:6]={1,NULL}', '{"a,b",NULL,"null"}', '[-5,7)'),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (4, '1.10', '1.1', '12:00+02', '1 day', '::/0', B'111', '(NaN,Infinity)', '{{1,2},{3,4}}',
         '{""}', '(,)')
        """);
  }

  @BeforeEach
  void clear() throws Exception {
    pipeline = new FilesPipeline(directory);
    database.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  @ParameterizedTest
  @CsvSource({
    "jsonl, plain.jsonl",
    "jsonl, plain.ndjson.gz",
    "csv, plain.csv",
    "csv, plain.csv.zst",
    "arrow, plain.arrow",
    "arrow_stream, plain.arrows.zst"
  })
  void run_plainTypes_areEqualAfterTheFile(String format, String name) throws Exception {
    roundTrip("plain", PLAIN, format, name);
  }

  @ParameterizedTest
  @CsvSource({"arrow, opaque.arrow", "arrow_stream, opaque.arrows"})
  void run_opaqueTypes_areEqualAfterTheFile(String format, String name) throws Exception {
    List<String> columns = new ArrayList<>(List.of("row_number integer NOT NULL"));
    columns.addAll(OPAQUE);
    roundTrip("opaque", columns, format, name);
  }

  @ParameterizedTest
  @CsvSource({"jsonl", "csv"})
  void run_opaqueTypesToText_areRefusedByColumn(String format) throws Exception {
    Path arrow = directory.resolve("refused.arrow");
    FilesPipeline.run(
        pipeline.write(
            FilesPipeline.postgres(database, "public"),
            "{ name: opaque }",
            FilesPipeline.files(arrow, "") + ", write_mode: replace"));
    Path text = directory.resolve("refused." + format);

    Outcome outcome =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.files(arrow, ""), "{ name: opaque }", FilesPipeline.files(text, "")));

    assertThat(outcome.err()).contains("column a_numeric", format + " cannot hold", "numeric");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(text).doesNotExist();
  }

  private void roundTrip(String table, List<String> columns, String format, String name)
      throws Exception {
    Path file = directory.resolve(name);
    String declared =
        format.startsWith("arrow") ? "" : "columns: [\"" + String.join("\", \"", columns) + "\"]";
    Outcome out =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.postgres(database, "public"),
                "{ name: " + table + " }",
                FilesPipeline.files(file, "") + ", write_mode: replace"));
    assertThat(out.err()).isEmpty();
    Outcome in =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.files(file, declared),
                "{ name: " + table + " }",
                FilesPipeline.postgres(database, "raw")));

    assertThat(in.err()).isEmpty();
    assertThat(in.code()).isZero();
    assertThat(rows("public." + table, "raw." + table)).isEmpty();
    assertThat(rows("raw." + table, "public." + table)).isEmpty();
    assertThat(texts("SELECT count(*) FROM raw." + table))
        .isEqualTo(texts("SELECT count(*) FROM public." + table));
    assertThat(definition("raw." + table)).isEqualTo(definition("public." + table));
  }

  /** Returns the rows of one table that another lacks. */
  private List<String> rows(String table, String other) throws Exception {
    return texts(
        "SELECT t::text FROM %s t EXCEPT ALL SELECT t::text FROM %s t".formatted(table, other));
  }

  private List<String> definition(String table) throws Exception {
    return texts(
        "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull"
            + " FROM pg_attribute WHERE attnum > 0 AND attrelid = '%s'::regclass ORDER BY attnum"
                .formatted(table));
  }

  private List<String> texts(String sql) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
    }
    return texts;
  }
}
