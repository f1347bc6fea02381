package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weir.core.config.ConnectorsTest;
import dev.weir.core.connector.Connector;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeirTest {
  private static final String CANARY = "canary-hunter2";

  @TempDir private Path directory;

  private final Terminal terminal = new Terminal();

  private String pipeline(String sourceConfig, String stream, String destinationConfig)
      throws IOException {
    Path file = directory.resolve("demo.yaml");
    Files.writeString(
        file,
        """
        version: "1.0"
        pipeline: demo
        source:
          use: memory
          config: %s
          streams: [%s]
        destination:
          use: memory
          config: %s
        state: { path: "%s" }
        """
            .formatted(sourceConfig, stream, destinationConfig, directory.resolve("state.db")));
    return file.toString();
  }

  private String pipeline() throws IOException {
    return pipeline("{ rows: 1000 }", "{ name: numbers }", "{ store: weir_test }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run|Missing required parameter: 'PIPELINE'",
        "run p.yaml --metrix x|Unknown options: '--metrix', 'x'",
        "run p.yaml --repeat 0|found '0'; allowed: a whole number from 1 to 1000000",
        "run p.yaml --repeat many|found 'many'; allowed: a whole number",
        "run p.yaml --progress sometimes|found 'sometimes'; allowed: auto, always, never",
        "rum p.yaml|Unmatched arguments from index 0: 'rum', 'p.yaml'",
        "check|Missing required parameter: 'PIPELINE'",
      })
  void usageError_reportsAllowedValuesAndExits64(String line, String message) {
    assertThat(terminal.run(line.split(" ", -1))).isEqualTo(64);
    assertThat(terminal.err()).startsWith("weir: ").contains(message).contains("Usage: weir");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void noCommand_isAUsageErrorThatListsTheCommands() {
    assertThat(terminal.run()).isEqualTo(64);
    assertThat(terminal.err())
        .startsWith("weir: Name a command: run, query, check, plan, discover, connectors, errors.")
        .contains("Usage: weir");
  }

  @Test
  void errors_code_isExplained() {
    assertThat(terminal.run("errors", "state.locked")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            state.locked: Another process holds the state file's lock.
            Wait for it to end, or name another file with state.path or --state.
            Kind: resource. Exit code: 6. Retried by itself: no.
            """);
  }

  @Test
  void errors_withoutCode_listsAllCodes() {
    assertThat(terminal.run("errors")).isZero();
    assertThat(terminal.out()).contains("run.cancelled").contains("state.locked");
  }

  @Test
  void errors_unknownCode_isAUsageErrorWithASuggestion() {
    assertThat(terminal.run("errors", "state.lokced")).isEqualTo(64);
    assertThat(terminal.err())
        .startsWith("weir: There is no error code 'state.lokced'; did you mean state.locked?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run --help",
        "plan --help",
        "check -h",
        "discover --help",
        "connectors -h"
      })
  void help_goesToStdout(String line) {
    assertThat(terminal.run(line.split(" ", -1))).isZero();
    assertThat(terminal.out()).startsWith("Usage: weir");
    assertThat(terminal.err()).isEmpty();
  }

  /** Help loads all connectors, before a command could report what that finds. */
  @Test
  void help_twoConnectorsOfOneName_isOneSentence(@TempDir Path directory) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(Connector.class.getName()), ConnectorsTest.Twin.class.getName());
    List<String> command = LauncherFlags.java(Weir.class, "--help");
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, directory + File.pathSeparator + command.get(classPath));
    Path errors = directory.resolve("errors");

    int code = new ProcessBuilder(command).redirectError(errors.toFile()).start().waitFor();

    assertThat(code).isEqualTo(70);
    assertThat(Files.readAllLines(errors))
        .singleElement()
        .asString()
        .startsWith("weir: An internal error: ")
        .contains("Two connectors are called memory");
  }

  @Test
  void version_reportsWeirAndJava() {
    assertThat(terminal.run("--version")).isZero();
    assertThat(terminal.out()).startsWith("weir ").contains("Java ");
  }

  @Test
  void connectors_areListed() {
    assertThat(terminal.run("connectors")).isZero();
    assertThat(terminal.out().lines())
        .containsExactly(
            "NAME    OFFERS               DESCRIPTION",
            "memory  source, destination  Generated rows, and a store in this process, for tests",
            "tee     transform            rows to main, for tests",
            "toy     source, destination  Tables in this process, for tests");
  }

  @Test
  void check_validPipeline_reportsVersionsAndStreams() throws IOException {
    assertThat(terminal.run("check", pipeline())).isZero();
    assertThat(terminal.out().lines())
        .containsExactly(
            "pipeline     demo     ok",
            "source       memory   Memory 1.0",
            "destination  memory   Memory 1.0",
            "stream       numbers  append");
    assertThat(terminal.err()).isEmpty();
    assertThat(directory.resolve("state.db")).doesNotExist();
  }

  @Test
  void plan_validPipeline_printsSplitsAndStrategy() throws IOException {
    assertThat(terminal.run("plan", pipeline())).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            pipeline demo: memory to memory, streams: 1, lanes: 1
            stream numbers
              read   from the start
              load   append
              split  0, new, about 0.0 MiB
            """);
    assertThat(terminal.err()).isEmpty();
    assertThat(directory.resolve("state.db")).doesNotExist();
  }

  @Test
  void plan_json_isOneObject() throws IOException {
    assertThat(terminal.run("plan", "--json", pipeline())).isZero();
    assertThat(new ObjectMapper().readTree(terminal.out()).at("/streams/0/splits/0/payload"))
        .isEqualTo(TextNode.valueOf("0-1000"));
  }

  @Test
  void plan_missingStream_exitsWithTheSchemaCode() throws IOException {
    assertThat(terminal.run("plan", pipeline("{}", "{ name: nunbers }", "{ store: x }")))
        .isEqualTo(3);
    assertThat(terminal.err()).contains("stream nunbers");
  }

  @Test
  void check_missingStreamOrColumn_exitsWithTheSchemaCode() throws IOException {
    assertThat(terminal.run("check", pipeline("{}", "{ name: nunbers }", "{ store: x }")))
        .isEqualTo(3);
    assertThat(terminal.err())
        .isEqualTo(
            "weir: There is no such table (source memory, stream nunbers). See weir discover.\n");

    assertThat(
            terminal.run(
                "check", pipeline("{}", "{ name: numbers, columns: [id, nam] }", "{ store: x }")))
        .isEqualTo(3);
    assertThat(terminal.err())
        .contains(
            "no such column (source memory, stream numbers, column nam). Did you mean \"name\"");
  }

  @Test
  void check_sourceAndDestinationUnreachable_reportsBothWithoutSecrets() throws IOException {
    String file =
        pipeline(
            "{ refuse: true, password: \"${PW}\" }",
            "{ name: numbers }",
            "{ store: x, refuse: true }");

    assertThat(terminal.run(Map.of("PW", CANARY), "check", file, "--stacktrace")).isEqualTo(4);
    assertThat(terminal.err())
        .contains(
            "weir: The store refuses the password *** at memory://me:***@store (source memory). Set"
                + " another password.\n")
        .contains("weir: The store refuses the connection (destination memory). Try again.\n")
        .contains("\tat dev.weir")
        .doesNotContain(CANARY)
        .doesNotContain("me:pass@");
  }

  @Test
  void stackTrace_isPrintedOnlyOnRequest() throws IOException {
    String file = pipeline("{ refuse: true }", "{ name: numbers }", "{ store: x }");

    terminal.run("discover", file);
    assertThat(terminal.err()).doesNotContain("\tat ");
    terminal.run(Map.of("WEIR_DEBUG", "1"), "discover", file);
    assertThat(terminal.err()).contains("\tat ");
    terminal.run("discover", file, "--stacktrace");
    assertThat(terminal.err()).contains("\tat ");
  }

  @Test
  void discover_listsStreamsAndColumns() throws IOException {
    assertThat(terminal.run("discover", pipeline())).isZero();
    assertThat(terminal.out().lines())
        .containsExactly(
            "numbers (table, about 1,000 rows)", " id    bigint  not null", " name  text");
  }

  @Test
  void discover_json_isOneArray() throws IOException {
    assertThat(terminal.run("discover", pipeline(), "--json")).isZero();
    assertThat(new ObjectMapper().readTree(terminal.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"name": "numbers", "kind": "table", "estimated_rows": 1000, "columns": [
                      {"name": "id", "type": "bigint", "not_null": true},
                      {"name": "name", "type": "text", "not_null": false}]}]
                    """));
  }

  @Test
  void run_invalidPipeline_reportsEachProblemOnItsOwnLine() throws IOException {
    String file = pipeline("{ rows: \"${PW}\" }", "{ name: numbers, colums: [id] }", "{ stor: x }");

    assertThat(terminal.run(Map.of("PW", CANARY), "run", file)).isEqualTo(2);
    assertThat(terminal.err().lines())
        .containsExactly(
            "weir: "
                + file
                + ": line 5, source.config.rows: found \"${PW}\"; allowed: a whole"
                + " number from 0 to 100000000",
            "weir: "
                + file
                + ": line 6, source.streams[0].colums: is not a key; did you mean"
                + " \"columns\"? allowed: name, sync_mode, cursor_field, columns, where, cursor_lag,"
                + " count_unread, primary_key, query, parameters, limit",
            "weir: " + file + ": line 9, destination.config.store: is missing",
            "weir: "
                + file
                + ": line 9, destination.config.stor: is not a key; did you mean"
                + " \"store\"? allowed: store, password, fail_commits, refuse");
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).doesNotContain(CANARY);
  }

  @Test
  void run_missingPipeline_isAConfigError() {
    String file = directory.resolve("none.yaml").toString();

    assertThat(terminal.run("run", file)).isEqualTo(2);
    assertThat(terminal.err())
        .isEqualTo("weir: " + file + ": is not there; name a pipeline's file\n");
  }

  @Test
  void run_unwritableMetricsFile_isRejectedBeforeTheRun() throws IOException {
    String metrics = directory.resolve("none/results.jsonl").toString();

    assertThat(terminal.run("run", pipeline(), "--metrics", metrics)).isEqualTo(6);
    assertThat(terminal.err()).startsWith("weir: The metrics file " + metrics + " cannot be");
    assertThat(directory.resolve("state.db")).doesNotExist();
  }

  @Test
  void run_stateFileThatIsNotADatabase_exitsWithTheStateCode() throws IOException {
    Path notes = directory.resolve("notes");
    Files.writeString(notes, "notes ".repeat(200));

    assertThat(terminal.run("run", pipeline(), "--state", notes.toString())).isEqualTo(6);
    assertThat(terminal.err())
        .startsWith("weir: The state file " + notes + " is not an SQLite database (state). Move");
  }
}
