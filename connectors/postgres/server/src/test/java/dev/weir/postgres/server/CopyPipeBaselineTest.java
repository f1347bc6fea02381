package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.connector.Digest;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyPipeBaselineTest {
  private static final int ROWS = 2_000;
  private static final Path SCHEMA = Processes.root().resolve("docs/run-record.schema.json");
  private static TestDatabase source = TestServer.database("pipe_source");
  private static TestDatabase destination = TestServer.database("pipe_destination");

  @TempDir Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    destination.execute("CREATE SCHEMA raw");
    source.execute(
        "CREATE TABLE things (id int PRIMARY KEY, \"odd \"\"name\" varchar(40) NOT NULL,"
            + " amount numeric(12,2), gone int)",
        "ALTER TABLE things DROP COLUMN gone",
        "INSERT INTO things SELECT n, repeat('é', n % 40), CASE WHEN n % 3 > 0 THEN n / 7.0 END"
            + " FROM generate_series(1, "
            + ROWS
            + ") n");
  }

  @Test
  void run_psql_copiesAllRowsAndDropsTheTarget() throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not installed");
    moves(new PsqlPipe(CopyPipe.Format.BINARY));
  }

  @Test
  void run_psqlAsText_copiesAllRowsAndDropsTheTarget() throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not installed");
    moves(new PsqlPipe(CopyPipe.Format.TEXT));
  }

  @Test
  void run_passThrough_copiesAllRowsAndDropsTheTarget() throws Exception {
    moves(new PassThroughPipe());
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv-out", "csv-in", "text-out", "binary-in"})
  void run_file_copiesAllRowsAndLeavesNoFile(String method) throws Exception {
    CopyPipe pipe = PipeMethods.find(method).orElseThrow();
    assertThat(pipe.method()).endsWith("-" + method);
    moves(pipe);
    assertThat(Path.of(System.getProperty("java.io.tmpdir"), "things.pipe")).doesNotExist();
  }

  @Test
  void run_fileByTheDriver_copiesAllRows() throws Exception {
    moves(new FilePipe(CopyPipe.Format.CSV, FilePipe.Measured.OUT, false));
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void moves(CopyPipe pipe) throws Exception {
    Path record = directory.resolve("record");
    baseline(pipe, "things").run(2, ROWS, run -> run.appendTo(record));

    Digest things =
        TableDigest.of(SharedServer.endpoint(), SharedServer.table(source, "public", "things"));
    assertThat(things.rows()).isEqualTo(ROWS);
    assertThat(Sql.targets(destination)).doesNotContain("things");
    List<String> lines = Files.readAllLines(record);
    assertThat(lines).hasSize(2);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));
    List<String> fields = names(new ObjectMapper().readTree(SCHEMA.toFile()).get("properties"));
    for (int line = 0; line < 2; line++) {
      assertThat(schema.validate(lines.get(line), InputFormat.JSON)).isEmpty();
      JsonNode run = new ObjectMapper().readTree(lines.get(line));
      assertThat(fields).containsAll(names(run));
      assertThat(run.get("repeat").asInt()).isEqualTo(line + 1);
      assertThat(run.get("pipeline").asText()).isEqualTo("pipe");
      assertThat(run.get("load_method").asText()).isEqualTo(pipe.method());
      assertThat(run.get("dest_rows").asInt()).isEqualTo(ROWS);
      assertThat(run.get("source_hash").asText()).isEqualTo(things.hashText());
      assertThat(run.get("dest_hash").asText()).isEqualTo(things.hashText());
      assertThat(run.get("duration_secs").asDouble()).isPositive();
    }
  }

  @Test
  void run_twoTables_recordsTheSumOfTheirRowsAndDigests() throws Exception {
    source.execute("CREATE TABLE others AS SELECT * FROM things LIMIT 10");
    List<PipeRun> runs = new ArrayList<>();

    baseline(new PassThroughPipe(), "things", "others").run(1, ROWS + 10, runs::add);

    Digest expected =
        TableDigest.of(SharedServer.endpoint(), SharedServer.table(source, "public", "things"))
            .plus(
                TableDigest.of(
                    SharedServer.endpoint(), SharedServer.table(source, "public", "others")));
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).source()).isEqualTo(expected);
    assertThat(runs.get(0).dest()).isEqualTo(expected);
    assertThat(Sql.targets(destination)).doesNotContain("things", "others");
  }

  @Test
  void run_wrongRowCount_fails() {
    List<PipeRun> runs = new ArrayList<>();
    assertThatThrownBy(() -> baseline(new PassThroughPipe(), "things").run(1, ROWS + 1, runs::add))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining(ROWS + " rows, not the " + (ROWS + 1));
    assertThat(runs).isEmpty();
  }

  @Test
  void run_destinationLosesRows_fails() throws SQLException {
    source.execute("CREATE TABLE altered AS SELECT * FROM things LIMIT 10");
    // An event trigger adds a trigger to the new table that suppresses all rows.
    destination.execute(
        "CREATE FUNCTION less() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE FUNCTION spoil() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS"
            + " (SELECT FROM pg_tables WHERE tablename = 'altered') THEN EXECUTE 'CREATE OR REPLACE"
            + " TRIGGER less BEFORE INSERT ON raw.altered FOR EACH ROW EXECUTE FUNCTION less()';"
            + " END IF; END $$",
        "CREATE EVENT TRIGGER spoil ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
            + " EXECUTE FUNCTION spoil()");
    List<PipeRun> runs = new ArrayList<>();
    assertThatThrownBy(() -> baseline(new PassThroughPipe(), "altered").run(1, 10, runs::add))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining("raw.altered (0 rows");
    assertThat(runs).isEmpty();
    destination.execute("DROP EVENT TRIGGER spoil");
  }

  @Test
  void copy_databaseNamedLikeConnectionParameters_isUsed() throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not installed");
    TestDatabase odd = TestServer.database("host=127.0.0.1 port=1 dbname=x");
    odd.execute("CREATE TABLE moved (LIKE pg_catalog.pg_am)");
    TableLocation from = SharedServer.table(odd, "pg_catalog", "pg_am");
    TableLocation to = SharedServer.table(odd, "public", "moved");
    new PsqlPipe(CopyPipe.Format.BINARY)
        .copy(SharedServer.endpoint(), List.of(new TableCopy(from, to)));
    assertThat(TableDigest.of(SharedServer.endpoint(), to))
        .isEqualTo(TableDigest.of(SharedServer.endpoint(), from));
  }

  @Test
  void copy_psqlFails_messageHasItsError() {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not installed");
    TableLocation missing = SharedServer.table(source, "public", "missing");
    TableLocation to = SharedServer.table(destination, "raw", "missing");
    assertThatThrownBy(
            () ->
                new PsqlPipe(CopyPipe.Format.BINARY)
                    .copy(SharedServer.endpoint(), List.of(new TableCopy(missing, to))))
        .hasMessageContaining("relation \"public.missing\" does not exist");
  }

  private static CopyPipeBaseline baseline(CopyPipe pipe, String... tables) {
    return new CopyPipeBaseline(
        SharedServer.endpoint(),
        Stream.of(tables)
            .map(
                table ->
                    new TableCopy(
                        SharedServer.table(source, "public", table),
                        SharedServer.table(destination, "raw", table)))
            .toList(),
        pipe);
  }
}
