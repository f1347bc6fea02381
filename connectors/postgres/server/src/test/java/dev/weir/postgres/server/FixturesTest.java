package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.connector.Digest;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.server.BenchLayout.Location;
import dev.weir.postgres.sql.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {
  private static final Path SQL = Processes.root().resolve("fixtures/postgres/sql");
  private static final Path PIPELINES = Processes.root().resolve("fixtures/postgres/pipelines");
  private static final String DATABASE = "fixtures";

  /** Names that require quotes. */
  private static final BenchLayout LAYOUT =
      new BenchLayout(
          new Location(DATABASE, "The \"source\""), new Location(DATABASE, "The target"));

  @TempDir Path directory;

  private TestDatabase database;

  @BeforeEach
  void createDatabase() throws SQLException {
    database = TestServer.database(DATABASE);
    for (Location location : List.of(LAYOUT.source(), LAYOUT.destination())) {
      database.execute("CREATE SCHEMA " + Identifiers.quote(location.schema()));
    }
  }

  /** The digests are literal: the data is the same on each machine and in each version. */
  @ParameterizedTest
  @CsvSource({
    "narrow.sql, bench_events, 0ce5bfed39bba8df",
    "wide.sql, bench_wide, 7caf8893554ecb63",
  })
  void sql_digest_isReproducible(String file, String table, String digest) {
    Map<TableLocation, Digest> seeded = seed("1000", file);
    assertThat(seeded).containsOnlyKeys(LAYOUT.source().table(table));
    seeded.forEach(
        (location, content) -> {
          assertThat(content.rows()).isEqualTo(1000);
          assertThat(content.hashText()).isEqualTo(digest);
        });
  }

  @Test
  void sql_tables_divideTheNarrowRows() throws SQLException {
    Digest narrow = seed("1000", "narrow.sql").get(LAYOUT.source().table("bench_events"));
    createDatabase();
    Map<TableLocation, Digest> tables = seed("1000", "narrow.sql", "tables.sql");

    assertThat(tables).hasSize(4);
    assertThat(tables.values()).extracting(Digest::rows).containsOnly(250L);
    assertThat(tables.values().stream().reduce(Digest.EMPTY, Digest::plus)).isEqualTo(narrow);
  }

  @ParameterizedTest
  @CsvSource({"narrow.sql, bench_events", "wide.sql, bench_wide"})
  void sql_runByPsql_createsTheSameRows(String file, String table) throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not installed");
    Digest expected = seed("500", file).get(LAYOUT.source().table(table));
    database.execute("CREATE SCHEMA \"by psql\"");
    ProcessBuilder psql = new ProcessBuilder("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1");
    psql.command().addAll(List.of("-v", "schema=by psql", "-v", "rows=500"));
    psql.command().addAll(List.of("-d", DATABASE, "-f", SQL.resolve(file).toString()));
    psql.environment().putAll(SharedServer.endpoint().environment());
    psql.redirectErrorStream(true).redirectOutput(directory.resolve("psql.log").toFile());
    assertThat(psql.start().waitFor()).isZero();
    assertThat(
            TableDigest.of(SharedServer.endpoint(), SharedServer.table(database, "by psql", table)))
        .isEqualTo(expected);
  }

  @Test
  void sql_wide_hasNullsAndMultibyteText() throws Exception {
    seed("1000", "wide.sql");
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) - count(price), count(*) - count(attributes),"
                    + " count(*) - count(note), count(*) - count(is_paid),"
                    + " count(*) FILTER (WHERE octet_length(note) > length(note)),"
                    + " count(*) FILTER (WHERE note = ''), count(DISTINCT length(note))"
                    + " FROM "
                    + LAYOUT.source().table("bench_wide").table().quoted())) {
      rows.next();
      for (int column = 1; column <= 7; column++) {
        assertThat(rows.getLong(column)).as("column %d", column).isPositive();
      }
      assertThat(rows.getLong(7)).isGreaterThan(200);
    }
  }

  static Stream<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(PIPELINES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource
  void pipelines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).anyMatch(line -> line.matches(" +load_method: (copy|insert)"));
    assertThat(lines).anyMatch(line -> line.matches(" +compression: (none|lz4|zstd)"));
    assertThat(lines)
        .containsSubsequence(
            "    database: ${WEIR_SOURCE_DATABASE}",
            "    schema: ${WEIR_SOURCE_SCHEMA}",
            "    database: ${WEIR_DESTINATION_DATABASE}",
            "    schema: ${WEIR_DESTINATION_SCHEMA}",
            "  write_mode: replace");
  }

  private static Map<TableLocation, Digest> seed(String rows, String... files) {
    return Seed.read(
            SeedFiles.of(Stream.of(files).map(SQL::resolve).toList()), LAYOUT, Map.of("rows", rows))
        .run(SharedServer.endpoint())
        .tables();
  }
}
