package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.Digest;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.server.BenchLayout.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
  private static final BenchLayout LAYOUT =
      new BenchLayout(new Location("seed_source", "Here"), new Location("seed_target", "there"));

  @TempDir Path directory;

  private TestDatabase source;
  private TestDatabase target;
  private Path file;

  @BeforeEach
  void createDatabases() throws SQLException {
    source = TestServer.database("seed_source");
    target = TestServer.database("seed_target");
    source.execute("CREATE SCHEMA \"Here\"");
    target.execute("CREATE SCHEMA there");
    file = directory.resolve("seed.sql");
  }

  @Test
  void run_tableWithKeyAndIndex_createsEmptyTargetWithoutThem() throws Exception {
    write(
        """
        CREATE TABLE :"schema"."a ""table" (
          id integer PRIMARY KEY, "odd ""name" varchar(40) NOT NULL UNIQUE, gone integer,
          amount numeric(12,2) DEFAULT 1 CHECK (amount > 0));
        ALTER TABLE :"schema"."a ""table" DROP COLUMN gone;
        CREATE INDEX ON :"schema"."a ""table" (amount);
        INSERT INTO :"schema"."a ""table" VALUES (1, 'one'), (2, 'two')
        """);

    Map<TableLocation, Digest> seeded = run("2");

    assertThat(seeded).containsOnlyKeys(LAYOUT.source().table("a \"table"));
    String table = "there.\"a \"\"table\"";
    assertThat(columns(target, table))
        .isEqualTo(columns(source, "\"Here\".\"a \"\"table\""))
        .containsExactly(
            "id integer t", "odd \"name character varying(40) t", "amount numeric(12,2) f");
    assertThat(Sql.number(target, "SELECT count(*) FROM " + table)).isZero();
    assertThat(
            Sql.texts(
                target,
                "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = '"
                    + table
                    + "'::regclass"))
        .isEmpty();
    assertThat(
            Sql.texts(
                target,
                "SELECT conname FROM pg_constraint WHERE contype <> 'n' AND conrelid = '"
                    + table
                    + "'::regclass"))
        .isEmpty();
  }

  @Test
  void run_unquotedTableName_isFoldedToLowerCase() throws Exception {
    write("create table :\"schema\".Folded as select 1 as one");
    assertThat(run("1")).containsOnlyKeys(LAYOUT.source().table("folded"));
    assertThat(Sql.texts(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'there'"))
        .containsExactly("folded");
  }

  @Test
  void run_tableThatALaterFileDrops_hasNoTarget() throws Exception {
    write("CREATE TABLE :\"schema\".\"first one\" AS SELECT 1 AS one");
    Path next =
        Files.writeString(
            directory.resolve("next.sql"),
            """
            CREATE TABLE :"schema".divided AS SELECT * FROM :"schema"."first one";
            drop table :"schema"."first one";
            """);

    Map<TableLocation, Digest> seeded =
        Seed.read(SeedFiles.of(List.of(file, next)), LAYOUT, Map.of("rows", "1"))
            .run(SharedServer.endpoint())
            .tables();

    assertThat(seeded).containsOnlyKeys(LAYOUT.source().table("divided"));
    assertThat(Sql.texts(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'there'"))
        .containsExactly("divided");
  }

  @Test
  void run_tableThatAModeLeaves_isAFactWithoutATarget() throws Exception {
    write(
        """
        CREATE TABLE :"schema".events AS SELECT generate_series(1, 3) AS n;
        CREATE TABLE :"schema".found AS SELECT 2 AS n;
        """);
    Path alerts =
        Files.writeString(
            directory.resolve("target.sql"), "CREATE TABLE :\"schema\".alerts (n integer)");
    SeedFiles files = new SeedFiles(List.of(file), List.of(alerts), Map.of("one", "found"));

    Seed.Seeded seeded = Seed.read(files, LAYOUT, Map.of("rows", "3")).run(SharedServer.endpoint());

    assertThat(seeded.tables()).containsOnlyKeys(LAYOUT.source().table("events"));
    assertThat(seeded.leaves())
        .isEqualTo(
            Map.of("one", TableDigest.of(SharedServer.endpoint(), LAYOUT.source().table("found"))));
    assertThat(Sql.texts(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'there'"))
        .containsExactlyInAnyOrder("events", "alerts");
  }

  @Test
  void run_noTableThatAModeLeaves_fails() throws Exception {
    write("CREATE TABLE :\"schema\".events AS SELECT 1 AS n");
    SeedFiles files = new SeedFiles(List.of(file), List.of(), Map.of("one", "found"));
    assertThatThrownBy(() -> Seed.read(files, LAYOUT, Map.of()).run(SharedServer.endpoint()))
        .isInstanceOf(ServerException.class)
        .hasMessage("No file creates the table Here.found.");
  }

  @Test
  void run_targetExists_failsWithItsNameAndKeepsIt() throws Exception {
    target.execute("CREATE TABLE there.t AS SELECT 'mine' AS owner");
    write("CREATE TABLE :\"schema\".t AS SELECT 1 AS one");
    assertThatThrownBy(() -> run("1"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("The database seed_target at " + SharedServer.endpoint())
        .hasMessageContaining("already has a table there.t; it is neither used nor dropped");
    assertThat(Sql.rows(target, "there.t")).containsExactly("(mine)");
  }

  @Test
  void run_fixtureTableExists_failsWithItsNameAndKeepsIt() throws Exception {
    source.execute("CREATE TABLE \"Here\".bench_events AS SELECT 'mine' AS owner");
    file = Processes.root().resolve("fixtures/postgres/sql/narrow.sql");
    assertThatThrownBy(() -> run("1"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("relation \"bench_events\" already exists");
    assertThat(Sql.rows(source, "\"Here\".bench_events")).containsExactly("(mine)");
  }

  @Test
  void run_fewerRowsThanRequired_fails() throws Exception {
    write("CREATE TABLE :\"schema\".short AS SELECT :rows AS asked");
    assertThatThrownBy(() -> run("2"))
        .isInstanceOf(MismatchException.class)
        .hasMessage("Here.short: 1 rows, not the 2 asked for.");
  }

  @Test
  void run_statementFails_failsWithTheStatementAndFile() throws Exception {
    write("SELECT 1;\nSELECT * FROM nowhere;");
    assertThatThrownBy(() -> run("1"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("`SELECT * FROM nowhere`")
        .hasMessageContaining("does not exist");
  }

  private void write(String sql) throws IOException {
    Files.writeString(file, sql);
  }

  private Map<TableLocation, Digest> run(String rows) {
    return Seed.read(SeedFiles.of(List.of(file)), LAYOUT, Map.of("rows", rows))
        .run(SharedServer.endpoint())
        .tables();
  }

  private static List<String> columns(TestDatabase database, String table) throws SQLException {
    return Sql.texts(
        database,
        "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull::text::char"
            + " FROM pg_attribute WHERE attrelid = '"
            + table
            + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
  }
}
