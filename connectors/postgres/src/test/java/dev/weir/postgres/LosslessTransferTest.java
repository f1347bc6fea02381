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
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws Exception {
    fixture = new PipelineFixture("values_survive", directory);
    fixture.source.execute(
        TypeTable.CREATE,
        TypeTable.ROWS,
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
