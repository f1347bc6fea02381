package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of another writer of Parquet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignParquetTest {
  @TempDir private static Path directory;
  private TestDatabase database;
  private FileRoundTrip roundTrip;

  @BeforeAll
  void createDatabase() throws Exception {
    database = TestServer.database("foreign_parquet");
    roundTrip = new FileRoundTrip(database, directory);
  }

  @BeforeEach
  void clear() throws Exception {
    roundTrip.clear();
  }

  private Outcome load(Path file, String stream) throws IOException {
    return FilesPipeline.run(
        new FilesPipeline(directory)
            .write(FilesPipeline.files(file, ""), stream, FilesPipeline.postgres(database, "raw")));
  }

  @ParameterizedTest
  @CsvSource({"snappy", "gzip", "lz4_raw", "zstd", "uncompressed"})
  void run_fileOfDuckDb_isLoaded(String codec) throws Exception {
    Path file = directory.resolve("foreign-" + codec + ".parquet");
    DuckDb.execute(
        """
        COPY (
          SELECT n::bigint AS id, n::utinyint AS small, (4294967295 - n)::uinteger AS middle,
            CASE WHEN n %% 3 > 0 THEN 'text ' || n END AS note, (n / 4)::decimal(12,2) AS amount,
            n::double / 3 AS ratio, date '2024-01-01' + n::integer AS day,
            timestamp_ms '2024-01-01 00:00:00.5' + n * interval 1 second AS millis,
            timestamp_ns '2024-01-01 00:00:00.000001' AS nanos,
            timestamptz '2024-01-01 00:00:00+00' AS instant, time '01:02:03.000004' AS clock,
            uuid '00000000-0000-0000-0000-0000000000ff' AS key, ('x' || n)::blob AS bytes,
            interval 14 month + interval 3 day + interval 5 second AS span,
            CASE n %% 3 WHEN 0 THEN [] WHEN 1 THEN [n, NULL] END AS list, n %% 2 = 0 AS even
          FROM range(0, 250) t(n)
        ) TO '%s' (FORMAT parquet, CODEC '%s', ROW_GROUP_SIZE 2048)
        """
            .formatted(file, codec));

    Outcome in = load(file, "{ name: events }");

    assertThat(in.err()).isEmpty();
    assertThat(in.code()).isZero();
    database.execute(
        """
        CREATE TABLE raw.expected AS SELECT n::bigint AS id, n::smallint AS small,
          4294967295 - n AS middle, CASE WHEN n % 3 > 0 THEN 'text ' || n END AS note,
          (n / 4.0)::numeric(12,2) AS amount, n::float8 / 3 AS ratio, date '2024-01-01' + n AS day,
          timestamp '2024-01-01 00:00:00.5' + n * interval '1 second' AS millis,
          timestamp '2024-01-01 00:00:00.000001' AS nanos,
          timestamptz '2024-01-01 00:00:00+00' AS instant, time '01:02:03.000004' AS clock,
          uuid '00000000-0000-0000-0000-0000000000ff' AS key, ('x' || n)::bytea AS bytes,
          interval '14 months 3 days 5 seconds' AS span,
          CASE n % 3 WHEN 0 THEN '{}'::bigint[] WHEN 1 THEN ARRAY[n::bigint, NULL] END AS list,
          n % 2 = 0 AS even
        FROM generate_series(0, 249) n
        """);
    assertThat(roundTrip.missing("raw.expected", "raw.events")).isEmpty();
    assertThat(roundTrip.missing("raw.events", "raw.expected")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAP {'a': 1} AS found, 1 AS id | zstd | column found | not supported | MAP",
        "{'a': 1} AS found, 1 AS id | zstd | column found | not supported | group found",
        "1::ubigint AS found | zstd | column found | not supported | INTEGER(64,false)",
        "[[1]] AS found | zstd | column found | not supported | LIST",
        "'text' AS found | brotli | column found | compression BROTLI | snappy",
      })
  void run_unsupportedTypeOrCodec_isRefusedByColumn(
      String columns, String codec, String place, String message, String detail) throws Exception {
    Path file = directory.resolve("unsupported.parquet");
    DuckDb.execute(
        "COPY (SELECT %s) TO '%s' (FORMAT parquet, CODEC '%s')".formatted(columns, file, codec));

    Outcome in = load(file, "{ name: events }");

    assertThat(in.err()).contains(file.toString(), place, message, detail);
    assertThat(in.code()).isEqualTo(3);
    if (columns.contains(" id")) {
      assertThat(load(file, "{ name: events, columns: [id] }").code()).isZero();
    }
  }

  @Test
  void run_valuesThatDoNotFit_areDataErrorsByColumn() throws Exception {
    Path file = directory.resolve("nanos.parquet");
    DuckDb.execute(
        "COPY (SELECT timestamp_ns '2024-01-01 00:00:00.000000001' AS at) TO '%s' (FORMAT parquet)"
            .formatted(file));

    Outcome in = load(file, "{ name: events }");

    assertThat(in.err()).contains("column at", "no whole microseconds");
    assertThat(in.code()).isEqualTo(4);
  }
}
