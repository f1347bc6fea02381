package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.Digest;
import dev.weir.core.pipeline.PipelineResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The target table equals the source table, including column definitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LosslessTransferTest {
  private static final String EDGES =
      """
      CREATE TABLE public.edges (
        row_number integer NOT NULL,
        a_bool boolean, a_int2 smallint, a_int4 integer, a_int8 bigint,
        a_float4 real, a_float8 double precision,
        a_numeric numeric, a_typed_numeric numeric(18,4),
        a_text text, a_varchar varchar(16), a_char char(5), a_name name, an_xml xml,
        a_json json, a_jsonb jsonb, a_bytea bytea, a_uuid uuid,
        a_date date, a_time time, a_timestamp timestamp, a_timestamptz timestamptz(3),
        a_timetz timetz, an_interval interval, an_inet inet, a_bit bit(3), a_varbit bit varying,
        a_point point, an_array integer[], a_text_array text[], a_range int8range, a_money money
      )
      """;

  private static final String EDGE_ROWS =
      """
      INSERT INTO public.edges VALUES
      (1, true, -32768, -2147483648, -9223372036854775808, '-0', '-0', 'NaN', '-99999999999999.9999',
       '', '', '', '', '<a/>', '{"a": 1}', '{"a": 1}', '', '00000000-0000-0000-0000-000000000000',
       '-infinity', '00:00', '-infinity', '-infinity', '00:00+15:59', '-178000000 years', '::1/128',
       B'000', '', '(0,-0)', '{}', '{}', 'empty', '-92233720368547758.08'),
      (2, false, 32767, 2147483647, 9223372036854775807, 'NaN', 'NaN', 'Infinity',
       '99999999999999.9999', 'back\\slash "quote" \t tab ä東\uD83C\uDF81', 'sixteen char val', 'abc',
       'n', '<a>x</a>', '[1, 1.10, "\\u00e4"]', '[1, 1.10, "\u00e4"]', '\\x00ff5c27',
       'ffffffff-ffff-ffff-ffff-ffffffffffff', 'infinity', '24:00', 'infinity', 'infinity',
       '24:00-15:59', '178000000 years 3 mons -4 days 00:00:00.000001', '10.0.0.0/8', B'101', B'1',
       '(1e300,1e-300)', '[5:6]={1,NULL}', '{"a,b",NULL,"null"}', '[-5,7)', '0'),
      (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
      (4, true, 0, 0, 0, '1e-45', '4.9e-324', '1.10', '1.1', repeat('x', 5000), 'x', 'x    ', 'x',
       'text', 'null', 'null', decode(repeat('00', 5000), 'hex'),
       'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '4713-01-01 BC', '23:59:59.999999',
       '4713-01-01 BC', '4713-01-02 00:00 BC', '12:00+02', '1 day', '::/0', B'111', B'10101010101',
       '(NaN,Infinity)', '{{1,2},{3,4}}', '{""}', '(,)', '1'),
      (5, true, 1, 1, 1, '3.4028235e38', '1.7976931348623157e308', '-1e-200', NULL, 'x', 'x', 'x',
       'x', 'x', '""', '""', '\\x01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '5874897-12-31',
       '12:00', '294246-12-31 23:59:59.999999', '294246-12-31 23:59:59.999+00', '12:00+00',
       '00:00:00', '1.2.3.4', B'010', B'0', '(1,1)', '{1}', '{a}', '[1,2)', '2')
      """;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws Exception {
    fixture = new PipelineFixture("values_survive", directory);
    fixture.source.execute(
        EDGES,
        EDGE_ROWS,
        // Crosses the boundaries of blocks of 512 rows, of 64-bit words and of batches, with NULLs.
        """
        INSERT INTO public.edges (row_number, a_int8, a_bool, a_text, a_jsonb, a_uuid, a_float8)
        SELECT n, nullif(n % 3, 0), nullif(n % 5, 0) = 1, nullif(repeat('\u00e4', n % 7), '\u00e4'),
               CASE WHEN n % 11 > 0 THEN to_jsonb(n) END, CASE WHEN n % 2 = 0 THEN md5(n::text)::uuid END,
               nullif(n % 13, 1)
        FROM generate_series(6, 3000) n
        """,
        // INSERT writes these by one array a column; edges by a values list.
        "CREATE TABLE public.scalars (LIKE public.edges)",
        "INSERT INTO public.scalars SELECT * FROM public.edges",
        "ALTER TABLE public.scalars DROP COLUMN an_array, DROP COLUMN a_text_array",
        "CREATE TYPE public.pair AS (n integer, t text)",
        "CREATE TABLE public.composites (id integer, p public.pair)",
        "INSERT INTO public.composites VALUES (1, (1, 'a')), (2, NULL), (3, (NULL, ''))",
        "CREATE TYPE public.mood AS ENUM ('calm', 'wild')",
        "CREATE DOMAIN public.positive AS bigint CHECK (VALUE > 0)",
        "CREATE TABLE public.own_types (m public.mood, p public.positive NOT NULL)",
        "INSERT INTO public.own_types VALUES ('wild', 1), (NULL, 2), ('calm', 3)");
    // Creates another enum first, so that the OIDs of the type differ.
    fixture.destination.execute(
        "CREATE TYPE public.other AS ENUM ('x')",
        "CREATE TYPE public.pair AS (n integer, t text)",
        "CREATE TYPE public.mood AS ENUM ('wild', 'calm')",
        "CREATE DOMAIN public.positive AS bigint CHECK (VALUE > 0)");
  }

  @ParameterizedTest
  @CsvSource({
    "edges, append, copy, none",
    "edges, replace, copy, lz4",
    "edges, replace, insert, zstd",
    "scalars, replace, insert, none",
    "composites, replace, insert, none",
    "own_types, replace, copy, none",
    "own_types, replace, insert, none"
  })
  void run_anyMethod_producesEqualTables(
      String table, String writeMode, String loadMethod, String compression) throws Exception {
    fixture.destination.execute("DROP TABLE IF EXISTS raw." + table);

    PipelineResult result =
        fixture.run(
            fixture.config(
                "name: " + table + ", sync_mode: full_refresh",
                "write_mode: " + writeMode,
                loadMethod,
                "compression: " + compression + ", max_batch_bytes: 64kb"));

    assertThat(rows(fixture.destination.connect(), "raw." + table))
        .isEqualTo(rows(fixture.source.connect(), "public." + table));
    assertThat(definition(fixture.destination.connect(), "raw." + table))
        .isEqualTo(definition(fixture.source.connect(), "public." + table));
    assertThat(result.verified()).isPresent();
    assertThat(result.rows().read()).isEqualTo(result.rows().written());
    assertThat(result.rows().bytesRead()).isEqualTo(result.rows().bytesWritten()).isPositive();
    assertThat(result.verified().map(Digest::rows)).contains(result.rows().read());
  }

  /** Returns each row in text form and in the binary format of all columns, sorted. */
  private static List<String> rows(Connection connection, String table) throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute("SET extra_float_digits = 1; SET TimeZone = 'UTC'");
      return strings(statement, "SELECT t::text FROM " + table + " t ORDER BY 1");
    }
  }

  private static List<String> definition(Connection connection, String table) throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      return strings(
          statement,
          "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull"
              + " FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid = '"
              + table
              + "'::regclass ORDER BY attnum");
    }
  }

  private static List<String> strings(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
    }
    return texts;
  }
}
