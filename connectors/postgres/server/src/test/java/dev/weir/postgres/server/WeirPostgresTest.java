package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.server.BenchLayout.Location;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeirPostgresTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "seat",
        "serve",
        "seed --file x --set rows",
        "pipe --table t --rows ten --warmup 1 --repeats 1 --record r",
        "pipe --table t --rows -1 --warmup 1 --repeats 1 --record r",
        "pipe --table t --rows 1 --warmup 1 --repeats 1 --record r --method cat",
        "pipe --table t2345678901234567890123456789012345678901234567890123456789 --rows 1 --warmup 1"
            + " --repeats 1 --record r",
        "seed --file x --set schema=public",
      })
  void invalidUsage_printsOneLineAndExits64(String words) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split(" ", -1);
    Map<String, String> environment = new HashMap<>(SharedServer.endpoint().environment());
    environment.putAll(BenchLayout.ON_OWN_SERVER.environment());
    assertThat(run(environment, arguments)).isEqualTo(64);
    assertThat(err.toString()).startsWith("weir-postgres: ").hasLineCount(1).contains("--help");
  }

  @Test
  void noServer_printsOneLineAndExits5() {
    assertThat(run(Map.of(), "seed", "--file", "x")).isEqualTo(5);
    assertThat(err.toString()).contains("set PGHOST").hasLineCount(1);
  }

  @Test
  void seed_printsTheDigestAndWritesFacts() throws Exception {
    Path facts = directory.resolve("facts.json");
    Path file = Processes.root().resolve("fixtures/postgres/sql/narrow.sql");
    Map<String, String> environment = environment("cli_seed");
    environment.put("WEIR_POSTGRES_PROVIDER", "embedded");

    int code =
        run(
            environment,
            "seed",
            "--file",
            file.toString(),
            "--set",
            "rows=10",
            "--facts",
            facts.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    JsonNode json = new ObjectMapper().readTree(facts.toFile());
    assertThat(json.get("provider").asText()).isEqualTo("embedded");
    assertThat(json.get("postgres").asText()).startsWith("PostgreSQL ");
    assertThat(json.get("settings").asText()).contains("fsync=o").contains(", wal_level=");
    assertThat(json.get("rows").asInt()).isEqualTo(10);
    assertThat(out.toString())
        .isEqualTo("public.bench_events: 10 rows, digest " + json.get("digest").asText() + "\n");
  }

  @Test
  void seed_tooFewRows_exits4() throws Exception {
    Path file = directory.resolve("short.sql");
    Files.writeString(file, "CREATE TABLE :\"schema\".short AS SELECT 1 AS one");
    assertThat(run(environment("cli_short"), "seed", "--file", file.toString(), "--set", "rows=2"))
        .isEqualTo(4);
    assertThat(err.toString()).hasLineCount(1).contains("1 rows, not the 2 asked for");
  }

  @Test
  void pipe_keepsTheTargetOfTheEngine() throws Exception {
    Map<String, String> environment = environment("cli_pipe");
    TestDatabase database = new TestDatabase(TestServer.endpoint(), "cli_pipe");
    database.execute(
        "CREATE TABLE public.things AS SELECT 1 AS id",
        "CREATE TABLE raw.things AS SELECT 2 AS id");
    Path record = directory.resolve("record");

    int code =
        run(
            environment,
            "pipe",
            "--table=things",
            "--rows=1",
            "--warmup=0",
            "--repeats=0",
            "--method=pass-through",
            "--record=" + record);

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(record).content().contains("\"records_written\":1");
    assertThat(Sql.rows(database, "raw.things")).containsExactly("(2)");
    assertThat(Sql.targets(database)).containsExactly("things");
  }

  @Test
  void pipe_otherProgramInOneDatabase_printsOneLineAndExits5() throws Exception {
    int code =
        run(
            environment("cli_peer"),
            "pipe",
            "--table=things",
            "--rows=1",
            "--warmup=0",
            "--repeats=0",
            "--method=pgcopydb",
            "--record=" + directory.resolve("record"));

    assertThat(code).isEqualTo(5);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("pgcopydb copies tables between databases")
        .contains("leave out --peers");
  }

  @Test
  void noLayout_printsOneLineAndExits5() {
    Map<String, String> environment = SharedServer.endpoint().environment();
    assertThat(run(environment, "seed", "--file", "x")).isEqualTo(5);
    assertThat(err.toString()).contains("WEIR_SOURCE_DATABASE and WEIR_SOURCE_SCHEMA name no");
  }

  /** Returns the test server with a new database as source and destination. */
  private static Map<String, String> environment(String name) throws SQLException {
    TestServer.database(name).execute("CREATE SCHEMA raw");
    Map<String, String> environment = new HashMap<>(SharedServer.endpoint().environment());
    environment.putAll(
        new BenchLayout(new Location(name, "public"), new Location(name, "raw")).environment());
    return environment;
  }

  private int run(Map<String, String> environment, String... arguments) {
    PrintWriter output = new PrintWriter(out, true);
    return WeirPostgres.commandLine(environment, output, new PrintWriter(err, true))
        .execute(arguments);
  }
}
