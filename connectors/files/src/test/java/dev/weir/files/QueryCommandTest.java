package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.files.QueryProcess.Outcome;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weir query} with a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryCommandTest {
  @TempDir private Path directory;
  private TestDatabase database;
  private String url = "";

  @BeforeAll
  void createTable() throws SQLException {
    database = TestServer.database("query_command");
    url = QueryProcess.url(database);
    database.execute(
        "CREATE SCHEMA other",
        "CREATE TABLE t (id bigint, name text, amount numeric(10,2))",
        "INSERT INTO t VALUES (1, 'a,b', 1.10), (2, NULL, 20), (3, E'x\\ny', NULL)",
        "CREATE TABLE other.u AS SELECT 7 AS seven");
  }

  private Outcome query(String... arguments) {
    List<String> all = new ArrayList<>(List.of("query"));
    all.addAll(List.of(arguments));
    if (!all.contains("--source")) {
      all.addAll(List.of("--source", url));
    }
    return QueryProcess.run(all.toArray(String[]::new));
  }

  private static String rows(Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    return outcome.out();
  }

  @Test
  void query_toAPipe_writesJsonLinesAndNothingElse() {
    assertThat(rows(query("SELECT * FROM t ORDER BY id")))
        .isEqualTo(
            """
            {"id":1,"name":"a,b","amount":1.10}
            {"id":2,"name":null,"amount":20.00}
            {"id":3,"name":"x\\ny","amount":null}
            """);
  }

  @Test
  void query_table_isAligned() {
    assertThat(rows(query("SELECT * FROM t ORDER BY id", "--format", "table")))
        .isEqualTo(
            """
             id | name | amount
            ----+------+--------
              1 | a,b  |   1.10
              2 | NULL |  20.00
              3 | x\\ny |   NULL
            """);
    assertThat(rows(query("SELECT * FROM t WHERE false", "--format", "table")))
        .isEqualTo(" id | name | amount\n----+------+--------\n");
  }

  @Test
  void query_parametersWhereAndLimit_areApplied() {
    assertThat(
            rows(
                query(
                    "SELECT id FROM t WHERE id >= :low AND name = :name",
                    "--param",
                    "low=1",
                    "--param",
                    "name=a,b",
                    "--format",
                    "csv")))
        .isEqualTo("id\r\n1\r\n");
    assertThat(rows(query("SELECT id FROM t", "--where", "id > 1 -- not 1", "--format", "csv")))
        .isEqualTo("id\r\n2\r\n3\r\n");
    assertThat(rows(query("SELECT id FROM t ORDER BY id DESC", "--limit", "1")))
        .isEqualTo("{\"id\":3}\n");
  }

  @Test
  void query_tableByName_readsItsRows() {
    assertThat(rows(query("--table", "other.u"))).isEqualTo("{\"seven\":7}\n");
    assertThat(rows(query("--table", "t", "--where", "id = 2", "--format", "csv")))
        .isEqualTo("id,name,amount\r\n2,,20.00\r\n");
    assertThat(rows(query("--table", "t", "--limit", "0"))).isEmpty();
    assertThat(query("--table", "tt").err()).contains("Did you mean \"t\"?");
  }

  @Test
  void query_sourceOfAPipeline_isUsed() throws IOException {
    Path document =
        new FilesPipeline(directory)
            .write(
                FilesPipeline.postgres(database, "other")
                    .replace("${WEIR_TEST_PASSWORD}", database.endpoint().password().reveal()),
                "{ name: x }",
                FilesPipeline.files("none", "format: csv"));

    assertThat(rows(query("--source", document.toString(), "--table", "u")))
        .isEqualTo("{\"seven\":7}\n");

    Path files =
        new FilesPipeline(directory)
            .write(
                FilesPipeline.files(directory, ""),
                "{ name: x }",
                FilesPipeline.files("none", "format: csv"));
    Files.writeString(directory.resolve("rows.csv"), "a,b\n1,x\n");
    assertThat(rows(query("--source", files.toString(), "--table", "rows")))
        .isEqualTo("{\"a\":1,\"b\":\"x\"}\n");
    Outcome refused = query("--source", files.toString(), "SELECT 1");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("The source has no queries");
  }

  @Test
  void query_out_writesOneFileAndNothingBesideIt() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("out"));
    for (String name : List.of("a.csv", "a.csv", "b.jsonl.gz", "c.arrow", "d.arrows", "e.table")) {
      assertThat(rows(query("SELECT id FROM t", "--out", folder.resolve(name).toString())))
          .isEmpty();
    }
    assertThat(
            rows(
                query(
                    "SELECT id FROM t",
                    "--format",
                    "csv",
                    "--out",
                    folder.resolve("plain").toString())))
        .isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "a.csv", "b.jsonl.gz", "c.arrow", "d.arrows", "e.table", "plain");
    }
    assertThat(folder.resolve("a.csv")).hasContent("id\r\n1\r\n2\r\n3\r\n");
  }

  @Test
  void query_outOfAFailingQuery_leavesTheOldFile() throws IOException {
    Path file = Files.writeString(directory.resolve("old.csv"), "old");

    Outcome outcome =
        query("SELECT 1 / (3 - id) FROM generate_series(1, 5) id", "--out", file.toString());

    assertThat(outcome.code()).isEqualTo(4);
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(it -> it.toString().contains("weir-"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT nam FROM t | 3 | weir: column \"nam\" does not exist",
        "SELECT 1; SELECT 2 | 2 | weir: The query has several statements (source postgres",
        "DELETE FROM t | 2 | --no-read-only",
        "SELECT 1 AS a, 2 AS a | 3 | two columns named \"a\"",
        "SELECT FROM t | 3 | The query returns no columns",
        "SELECT * FROM t --format xml | 2 | weir: query: --format: found \"xml\"; allowed:",
        "SELECT * FROM t --limit many | 2 | weir: query: --limit: found \"many\"",
        "SELECT * FROM t --batch-bytes 1 | 2 | weir: query: --batch-bytes: found \"1\"",
        "SELECT * FROM t --where ) | 2 | where is not a single SQL expression",
        "SELECT * FROM t --param x=1 | 2 | The query has no parameter :x",
        "SELECT * FROM t --table t | 64 | Name an SQL text or --table NAME, one of them",
        "SELECT * FROM t --source postgresql://u:canary@h:x/d | 2 | weir: query: --source: cannot be used",
        "SELECT * FROM t --source mysql://u:canary@h/d | 2 | another scheme",
        "SELECT * FROM t --source nowhere | 2 | The service \"nowhere\" is not defined",
        "SELECT * FROM t --out . | 2 | weir: query: --out: is a directory",
        "SELECT * FROM t --limit -1 | 2 | weir: query: --limit: found \"-1\"",
        "SELECT * FROM t --out x.parquet.gz | 2 | weir: query: --out: the pages of a Parquet file",
        "SELECT * FROM t --metrics /absent/m | 6 | weir: The metrics file /absent/m cannot be written",
        "SELECT * FROM t --out x.unknown | 2 | weir: query: --out: the extension of x.unknown",
      })
  void query_badInput_isOneSentenceWithTheCode(String line, int code, String sentence) {
    int option = line.indexOf(" --");
    List<String> arguments = new ArrayList<>();
    arguments.add(option < 0 ? line : line.substring(0, option));
    if (option >= 0) {
      arguments.addAll(List.of(line.substring(option + 1).split(" ", 2)));
    }

    Outcome outcome = query(arguments.toArray(String[]::new));

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.err()).startsWith("weir: ").contains(sentence).doesNotContain("canary");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().filter(text -> text.startsWith("weir:"))).hasSize(1);
  }

  @Test
  void query_errorInTheText_isShownBelowTheSentence() {
    assertThat(query("SELECT *\nFROM t WHERE idd = 1").err())
        .endsWith("\n  LINE 2: FROM t WHERE idd = 1\n                       ^\n");
  }

  @Test
  void query_noReadOnly_commits() throws SQLException {
    database.execute("CREATE TABLE w (id int)");

    assertThat(rows(query("INSERT INTO w VALUES (1), (2) RETURNING id", "--no-read-only")))
        .isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    assertThat(query("SELECT id FROM w FOR UPDATE", "--read-only").code()).isEqualTo(2);

    assertThat(Sql.texts(database, "SELECT count(*) FROM w")).containsExactly("2");
  }

  @Test
  void query_metrics_haveTheDecisionsOnTheSizeOfBatches() throws IOException {
    Path metrics = directory.resolve("metrics");
    String sql = "SELECT repeat('x', 100) AS x FROM generate_series(1, 20000)";

    assertThat(rows(query(sql, "--metrics", metrics.toString())).length()).isEqualTo(20_000 * 109);
    rows(query(sql, "--metrics", metrics.toString(), "--batch-bytes", "64kb"));

    List<String> lines = Files.readAllLines(metrics);
    JsonNode batches = new ObjectMapper().readTree(lines.get(0)).get("adaptive_batches");
    assertThat(batches.get("first_bytes").asLong()).isEqualTo(8192);
    assertThat(batches.get("bytes_max").asLong()).isEqualTo(262_144);
    assertThat(batches.get("smallest_bytes").asLong()).isLessThanOrEqualTo(8192);
    // How often the size changes depends on the pace, but at most once a batch.
    long count = batches.get("batches").asLong();
    assertThat(count).isGreaterThanOrEqualTo(20_000 * 100 / 262_144);
    assertThat(batches.get("grown").asLong() + batches.get("shrunk").asLong()).isBetween(0L, count);
    assertThat(lines.get(1)).doesNotContain("adaptive_batches");
  }

  @Test
  void query_arrowToAPipe_isReadByArrow() throws Exception {
    Process process =
        QueryProcess.process(
                "exec \"$@\"",
                "query",
                "SELECT id FROM t ORDER BY id",
                "--format",
                "arrow_stream",
                "--source",
                url)
            .start();
    byte[] bytes = process.getInputStream().readAllBytes();
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(process.waitFor()).isZero();
    try (var allocator = new RootAllocator();
        var reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
      assertThat(reader.loadNextBatch()).isTrue();
      assertThat(reader.getVectorSchemaRoot().getVector("id").getObject(0)).isEqualTo(1L);
    }
  }
}
