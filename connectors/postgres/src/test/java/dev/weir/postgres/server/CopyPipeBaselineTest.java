package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyPipeBaselineTest {
  private static final int ROWS = 2_000;
  private static final QualifiedTable TARGET = new QualifiedTable("raw", "things");
  private static TestDatabase source = TestServer.database("pipe_source");
  private static TestDatabase destination = TestServer.database("pipe_destination");

  @TempDir Path directory;

  @BeforeAll
  static void fill() throws SQLException {
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
  void psqlMovesEachRowIntoColumnsOfTheSameDefinition() throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not there");
    moves(new PsqlPipe());
  }

  @Test
  void passThroughMovesEachRowIntoColumnsOfTheSameDefinition() throws Exception {
    moves(new PassThroughPipe());
  }

  private void moves(CopyPipe pipe) throws Exception {
    Path record = directory.resolve("record");
    limit(pipe, "things").run(2, ROWS, run -> run.appendTo(record));

    assertThat(TableDigest.of(destination.endpoint(), destination.name(), TARGET))
        .isEqualTo(
            TableDigest.of(
                source.endpoint(), source.name(), new QualifiedTable("public", "things")));
    assertThat(columns(destination)).isEqualTo(columns(source));
    List<String> lines = Files.readAllLines(record);
    assertThat(lines).hasSize(2);
    for (int line = 0; line < 2; line++) {
      JsonNode run = new ObjectMapper().readTree(lines.get(line));
      assertThat(run.get("repeat").asInt()).isEqualTo(line + 1);
      assertThat(run.get("pipeline").asText()).isEqualTo("pipe");
      assertThat(run.get("load_method").asText()).isEqualTo(pipe.name());
      assertThat(run.get("dest_rows").asInt()).isEqualTo(ROWS);
      assertThat(run.get("source_hash")).isEqualTo(run.get("dest_hash"));
      assertThat(run.get("duration_secs").asDouble()).isPositive();
    }
  }

  @Test
  void rowsOfAnotherNumberAreNoSample() {
    List<PipeRun> runs = new ArrayList<>();
    assertThatThrownBy(() -> limit(new PassThroughPipe(), "things").run(1, ROWS + 1, runs::add))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining(ROWS + " rows, not the " + (ROWS + 1));
    assertThat(runs).isEmpty();
  }

  @Test
  void aDestinationThatChangesWhatItGetsIsNoSample() throws SQLException {
    source.execute("CREATE TABLE altered AS SELECT * FROM things LIMIT 10");
    // A trigger on the new table, put there while it is made.
    destination.execute(
        "CREATE FUNCTION less() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE FUNCTION spoil() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS"
            + " (SELECT FROM pg_tables WHERE tablename = 'altered') THEN EXECUTE 'CREATE OR REPLACE"
            + " TRIGGER less BEFORE INSERT ON raw.altered FOR EACH ROW EXECUTE FUNCTION less()';"
            + " END IF; END $$",
        "CREATE EVENT TRIGGER spoil ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
            + " EXECUTE FUNCTION spoil()");
    List<PipeRun> runs = new ArrayList<>();
    assertThatThrownBy(() -> limit(new PassThroughPipe(), "altered").run(1, 10, runs::add))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining("raw.altered (0 rows");
    assertThat(runs).isEmpty();
    destination.execute("DROP EVENT TRIGGER spoil");
  }

  @Test
  void psqlTakesTheDatabaseForANameWhateverItIsCalled() throws Exception {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not there");
    TestDatabase odd = TestServer.database("host=127.0.0.1 port=1 dbname=x");
    odd.execute("CREATE TABLE moved (LIKE pg_catalog.pg_am)");
    CopyPipe.Leg from = new CopyPipe.Leg(odd.name(), new QualifiedTable("pg_catalog", "pg_am"));
    CopyPipe.Leg to = new CopyPipe.Leg(odd.name(), new QualifiedTable("public", "moved"));
    new PsqlPipe().copy(odd.endpoint(), from, to);
    assertThat(TableDigest.of(odd.endpoint(), odd.name(), to.table()))
        .isEqualTo(TableDigest.of(odd.endpoint(), odd.name(), from.table()));
  }

  @Test
  void saysWhyPsqlFailed() {
    assumeTrue(PsqlPipe.isInstalled(), "psql is not there");
    CopyPipe.Leg missing = new CopyPipe.Leg(source.name(), new QualifiedTable("public", "missing"));
    CopyPipe.Leg to = new CopyPipe.Leg(destination.name(), TARGET);
    assertThatThrownBy(() -> new PsqlPipe().copy(source.endpoint(), missing, to))
        .hasMessageContaining("relation \"public.missing\" does not exist");
  }

  private static CopyPipeBaseline limit(CopyPipe pipe, String table) {
    return new CopyPipeBaseline(
        source.endpoint(),
        new CopyPipe.Leg(source.name(), new QualifiedTable("public", table)),
        new CopyPipe.Leg(destination.name(), new QualifiedTable("raw", table)),
        pipe);
  }

  private static String columns(TestDatabase database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT string_agg(format('%s %s %s', attname, format_type(atttypid, atttypmod),"
                    + " attnotnull), ', ' ORDER BY attnum) FROM pg_attribute JOIN pg_class ON"
                    + " pg_class.oid = attrelid WHERE relname = 'things' AND attnum > 0 AND NOT"
                    + " attisdropped")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
