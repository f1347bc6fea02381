package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

  /** Types without one, and types that the database defines. */
  private static final List<String> OTHERS =
      List.of(
          "row_number integer NOT NULL",
          "a_numeric numeric",
          "a_typed_numeric numeric(18,4)",
          "a_wide_scale numeric(3,5)",
          "a_negative_scale numeric(3,-2)",
          "a_timetz time with time zone",
          "an_interval interval",
          "an_inet inet",
          "a_cidr cidr",
          "a_macaddr macaddr",
          "a_bit bit(3)",
          "a_varbit bit varying",
          "a_point point",
          "a_box box",
          "a_polygon polygon",
          "a_circle circle",
          "a_money money",
          "a_byte \"char\"",
          "an_oid oid",
          "a_regclass regclass",
          "an_lsn pg_lsn",
          "a_tsvector tsvector",
          "a_tsquery tsquery",
          "a_jsonpath jsonpath",
          "a_range int8range",
          "a_multirange int4multirange",
          "an_array integer[]",
          "a_text_array text[]",
          "a_numeric_array numeric(10,2)[]",
          "a_jsonb_array jsonb[]",
          "a_mood public.mood",
          "a_mood_array public.mood[]",
          "a_pair public.pair",
          "a_price public.price",
          "a_flag public.flag",
          "a_document public.document",
          "an_instant public.instant",
          "a_blob public.blob");

  @TempDir private static Path directory;
  private FileRoundTrip roundTrip;

  @BeforeAll
  void createSource() throws Exception {
    TestDatabase database = TestServer.database("file_round_trip");
    roundTrip = new FileRoundTrip(database, directory);
    database.execute(
        "CREATE TYPE public.mood AS ENUM ('calm', 'wild', 'a,b \"c\"')",
        "CREATE TYPE public.pair AS (n integer, m public.mood, t text)",
        "CREATE DOMAIN public.price AS numeric(10,2)",
        "CREATE DOMAIN public.flag AS boolean",
        "CREATE DOMAIN public.document AS jsonb",
        "CREATE DOMAIN public.instant AS timestamp with time zone",
        "CREATE DOMAIN public.blob AS bytea",
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
        "CREATE TABLE public.others (" + String.join(", ", OTHERS) + ")",
        """
        INSERT INTO public.others VALUES
        (1, 'NaN', '-99999999999999.9999', 0.00999, 99900, '00:00+15:59', '-178000000 years',
         '::1/128', '10.0.0.0/8', '08:00:2b:01:02:03', B'000', '', '(0,-0)', '(1,1),(0,0)',
         '((0,0),(1,1),(1,0))', '<(0,0),1>', '-92233720368547758.08', 'a', 0, 'pg_class', '0/0',
         '', '', '$', 'empty', '{}', '{}', '{}', '{}', '{}', 'calm', '{}', '(,,)', 0, true, 'null',
         '-infinity', ''),
        (2, 'Infinity', '99999999999999.9999', -0.00999, -99900, '24:00-15:59',
         '178000000 years 3 mons -4 days 00:00:00.000001', '10.0.0.0/8', '::/0',
         'ff:ff:ff:ff:ff:ff', B'101', B'10101010101', '(1e300,1e-300)', '(1e300,0.1),(-1,-2)',
         '((0.1,0.2))', '<(0.1,-0.1),1e10>', '92233720368547758.07', '\\377', 4294967295,
         'public.plain', 'FFFFFFFF/FFFFFFFF', 'a:1A,2 ''b c''', '''a b'' & !c:*', '$.a[*] ? (@ > 1)', '[-5,7)',
         '{[1,3),[5,9)}', '[5:6]={1,NULL}', '{"a,b",NULL,"null",""}', '{1.10,NULL,-0.01}',
         '{"null","{\\"a\\": [1, \\"x\\"]}",NULL}', 'a,b "c"', '{wild,"a,b \\"c\\"",NULL}',
         '(1,"a,b ""c""\","x\\\\y ")', 12345678.90, false, '{"a": [null, "b"], "c": 1.10}',
         '0044-03-15 00:00:01.5+00 BC', '\\x00ff5c'),
        (4, '1.10', '1.1', 0, 0, '12:00+02', '1 day', '::/0', '1.2.3.4', '00:00:00:00:00:00',
         B'111', B'1', '(NaN,Infinity)', '(0,0),(0,0)', '((1,1),(2,2))', '<(1,1),0>', '1.1', ',', 1,
         'pg_type', '16/B374D848', 'x', 'y | z', 'strict $.a', '(,)', '{(,)}', '{{1,2},{3,4}}',
         '{"","\\\\","\t"}', '[0:0]={1}', '{"1"}', 'wild', '{{calm},{wild}}', '(,,"")', -0.01, NULL,
         '"text"', '2024-02-29 12:00:00.000001+00', '\\x5c')
        """,
        """
        CREATE TABLE public.arrow_values (
          id integer, n numeric, d numeric(38,5), i interval, a integer[], b text[],
          c numeric(10,2)[], t timestamp[], f boolean[])
        """,
        """
        INSERT INTO public.arrow_values VALUES
          (1, 'NaN', -1.10, '-1 mons 2 days -00:00:00.000001', '{1,NULL}', '{"",NULL}', '{1.10}',
           '{infinity}', '{t,NULL,f}'),
          (2, '1e30', 0, '100 years', '{}', '{}', '{}', '{}', '{}')
        """,
        "INSERT INTO public.others (row_number) VALUES (3)",
        "INSERT INTO public.arrow_values (id) VALUES (3)",
        // More lists than one batch holds.
        """
        INSERT INTO public.arrow_values (id, d, a, b, f)
        SELECT n, n / 7.0, ARRAY(SELECT nullif(k % 5, 0) FROM generate_series(1, n % 9) k),
               CASE WHEN n % 3 > 0 THEN ARRAY(SELECT repeat('x', k) FROM generate_series(1, n % 7) k) END,
               ARRAY(SELECT k % 3 = 0 FROM generate_series(1, n % 70) k)
        FROM generate_series(4, 5000) n
        """);
  }

  @BeforeEach
  void clear() throws SQLException {
    roundTrip.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "plain, jsonl, plain.jsonl, ''",
    "plain, jsonl, plain.ndjson.gz, ''",
    "plain, csv, plain.csv, ''",
    "plain, csv, plain.csv.zst, ''",
    "plain, arrow, plain.arrow, ''",
    "plain, arrow_stream, plain.arrows.zst, ''",
    "others, jsonl, others.jsonl, ''",
    "others, csv, others.csv, ''",
    "others, arrow, others.arrow, ''",
    "others, arrow_stream, others.arrows, ''",
    "others, arrow, texts.arrow, 'values: text'",
    "arrow_values, jsonl, values.jsonl, ''",
    "arrow_values, csv, values.csv, ''"
  })
  void run_everyType_isEqualAfterTheFile(String table, String format, String name, String keys)
      throws Exception {
    roundTrip.assertEqual(table, format, name, keys);
  }

  @Test
  void run_valuesAsArrowTypes_areEqualAfterTheFile() throws Exception {
    roundTrip.assertEqual("arrow_values", "arrow", "forms.arrow", "values: arrow");

    try (RootAllocator allocator = new RootAllocator();
        FileChannel channel = FileChannel.open(directory.resolve("forms.arrow"));
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      assertThat(reader.getVectorSchemaRoot().getSchema().getFields())
          .extracting(field -> field.getType().getTypeID())
          .containsExactly(
              ArrowTypeID.Int,
              ArrowTypeID.Utf8,
              ArrowTypeID.Decimal,
              ArrowTypeID.Interval,
              ArrowTypeID.List,
              ArrowTypeID.List,
              ArrowTypeID.List,
              ArrowTypeID.List,
              ArrowTypeID.List);
    }
  }

  @Test
  void run_valueThatArrowDoesNotHold_isRefusedAndLeavesNoFile() throws Exception {
    Path file = directory.resolve("refused.arrow");

    Outcome outcome =
        FilesPipeline.run(
            new FilesPipeline(directory)
                .write(
                    FilesPipeline.postgres(roundTrip.database(), "public"),
                    "{ name: others, columns: [a_typed_numeric, an_array] }",
                    FilesPipeline.files(file, "values: arrow")));

    assertThat(outcome.err()).contains("column an_array", "lower bound 5", "row 2");
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"jsonl", "csv"})
  void run_binaryFormatsToText_areRefusedByColumn(String format) throws Exception {
    FilesPipeline pipeline = new FilesPipeline(directory);
    Path arrow = directory.resolve("native.arrow");
    FilesPipeline.run(
        pipeline.write(
            FilesPipeline.postgres(roundTrip.database(), "public"),
            "{ name: others }",
            FilesPipeline.files(arrow, "") + ", write_mode: replace"));
    Path text = directory.resolve("refused." + format);

    Outcome outcome =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.files(arrow, ""), "{ name: others }", FilesPipeline.files(text, "")));

    assertThat(outcome.err()).contains("column a_numeric", format + " cannot hold", "numeric");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(text).doesNotExist();
  }
}
