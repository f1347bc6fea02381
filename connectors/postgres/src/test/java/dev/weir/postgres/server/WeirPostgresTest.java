package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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
      })
  void wrongUsageIsOneSentenceAndExit64(String words) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split(" ", -1);
    assertThat(run(TestServer.endpoint().environment(), arguments)).isEqualTo(64);
    assertThat(err.toString()).startsWith("weir-postgres: ").hasLineCount(1).contains("--help");
  }

  @Test
  void noServerIsOneSentenceAndExit5() {
    assertThat(run(Map.of(), "seed", "--file", "x")).isEqualTo(5);
    assertThat(err.toString()).contains("set PGHOST").hasLineCount(1);
  }

  @Test
  void seedTellsTheDigestAndLeavesFacts() throws Exception {
    TestServer.database("cli_seed");
    Path facts = directory.resolve("facts.json");
    Path file = Processes.root().resolve("fixtures/postgres/sql/narrow.sql");
    Map<String, String> environment = new java.util.HashMap<>(TestServer.endpoint().environment());
    environment.put("WEIR_POSTGRES_PROVIDER", "embedded");

    int code =
        run(
            environment,
            "seed",
            "--file",
            file.toString(),
            "--set",
            "rows=10",
            "--database",
            "cli_seed",
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
  void tooFewRowsAreExit4() throws Exception {
    Path file = directory.resolve("short.sql");
    java.nio.file.Files.writeString(file, "CREATE TABLE public.short AS SELECT 1 AS one");
    TestServer.database("cli_short");
    assertThat(
            run(
                TestServer.endpoint().environment(),
                "seed",
                "--file",
                file.toString(),
                "--set",
                "rows=2",
                "--database",
                "cli_short"))
        .isEqualTo(4);
  }

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine line = WeirPostgres.commandLine(environment, new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
