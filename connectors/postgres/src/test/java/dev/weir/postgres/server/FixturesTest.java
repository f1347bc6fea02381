package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {
  private static final Path SQL = Processes.root().resolve("fixtures/postgres/sql");
  private static final Path PIPELINES = Processes.root().resolve("fixtures/postgres/pipelines");
  private static final String DATABASE = "fixtures";

  @TempDir Path directory;

  @BeforeAll
  static void makeDatabase() {
    TestServer.database(DATABASE);
  }

  /** The digests are literal, so that the data is the same on each machine and in each version. */
  @ParameterizedTest
  @CsvSource({
    "narrow.sql, public.bench_events, 0ce5bfed39bba8df",
    "wide.sql, public.bench_wide, 7caf8893554ecb63",
  })
  void areTheSameEachTimeAndEverywhere(String file, String table, String digest) {
    for (int time = 0; time < 2; time++) {
      Map<QualifiedTable, Digest> seeded = seed(file, "1000");
      assertThat(seeded).hasSize(1);
      seeded.forEach(
          (name, content) -> {
            assertThat(name).hasToString(table);
            assertThat(content.rows()).isEqualTo(1000);
            assertThat(content.hashText()).isEqualTo(digest);
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"narrow.sql, bench_events", "wide.sql, bench_wide"})
  void areTheSameByPsql(String file, String name) throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not there");
    QualifiedTable table = new QualifiedTable("public", name);
    Digest ours = seed(file, "500").get(table);
    ProcessBuilder psql =
        new ProcessBuilder(
            "psql",
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-v",
            "rows=500",
            "-d",
            DATABASE,
            "-f",
            SQL.resolve(file).toString());
    psql.environment().putAll(TestServer.endpoint().environment());
    psql.redirectErrorStream(true).redirectOutput(directory.resolve("psql.log").toFile());
    assertThat(psql.start().waitFor()).isZero();
    assertThat(TableDigest.of(TestServer.endpoint(), DATABASE, table)).isEqualTo(ours);
  }

  @Test
  void wideHasNullsAndTextOfManyScripts() throws Exception {
    seed("wide.sql", "1000");
    TestDatabase database = new TestDatabase(TestServer.endpoint(), DATABASE);
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) - count(price), count(*) - count(attributes),"
                    + " count(*) - count(note), count(*) - count(is_paid),"
                    + " count(*) FILTER (WHERE octet_length(note) > length(note)),"
                    + " count(*) FILTER (WHERE note = ''), count(DISTINCT length(note))"
                    + " FROM public.bench_wide")) {
      rows.next();
      for (int column = 1; column <= 7; column++) {
        assertThat(rows.getLong(column)).as("column %d", column).isPositive();
      }
      assertThat(rows.getLong(7)).isGreaterThan(200);
    }
  }

  @Test
  void aFileThatMakesFewerRowsIsRefused() throws IOException {
    Path file = directory.resolve("short.sql");
    Files.writeString(file, "CREATE TABLE public.short AS SELECT :rows AS asked");
    assertThatThrownBy(
            () -> Seed.read(file, Map.of("rows", "2")).run(TestServer.endpoint(), DATABASE))
        .isInstanceOf(MismatchException.class)
        .hasMessage("public.short has 1 rows, not the 2 asked for.");
  }

  @Test
  void aFileThatFailsIsNamedWithItsStatement() throws IOException {
    Path file = directory.resolve("bad.sql");
    Files.writeString(file, "SELECT 1;\nSELECT * FROM nowhere;");
    assertThatThrownBy(() -> Seed.read(file, Map.of()).run(TestServer.endpoint(), DATABASE))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("`SELECT * FROM nowhere`")
        .hasMessageContaining("does not exist");
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
    assertThat(lines).contains("  write_mode: replace");
  }

  private static Map<QualifiedTable, Digest> seed(String file, String rows) {
    return Seed.read(SQL.resolve(file), Map.of("rows", rows)).run(TestServer.endpoint(), DATABASE);
  }
}
