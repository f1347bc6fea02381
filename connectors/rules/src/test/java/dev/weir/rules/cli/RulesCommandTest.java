package dev.weir.rules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.cli.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, as {@code weir} runs them. */
class RulesCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private String out = "";
  private String err = "";

  private int weir(Object... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    int code =
        Weir.execute(
            texts,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8),
            Map.of());
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(directory.resolve(file), text);
  }

  /** The folder of sample rules, above the one in which the tests run. */
  private static Path samples() {
    return Path.of("").toAbsolutePath().resolve("../../fixtures/rules").normalize();
  }

  @Test
  void test_sampleRules_pass() {
    assertThat(weir("rules", "test", samples())).as(() -> out + err).isZero();
    assertThat(out).contains("0 failed").doesNotContain("without tests");
    assertThat(out.lines().filter(line -> line.endsWith("ok")).count()).isGreaterThan(40);
  }

  @Test
  void run_sampleRules_alertOnTheSampleEvents() throws IOException {
    assertThat(
            weir(
                "rules",
                "run",
                samples(),
                "--events",
                samples().resolve("events.jsonl"),
                "--statistics"))
        .as(() -> err)
        .isZero();
    List<String> alerts = new ArrayList<>();
    for (String line : out.lines().toList()) {
      JsonNode alert = JSON.readTree(line);
      alerts.add(alert.path("rule").asText() + " of " + alert.path("key").asText());
    }

    assertThat(alerts)
        .containsExactly(
            "password-guessing of bob, 192.0.2.7",
            "shell-of-web-server of web-1",
            "log-deleted-after-login of web-1, bob",
            "audit-switched-off of db-1");
    assertThat(err.lines())
        .anyMatch(line -> line.matches("password-guessing +1 +5 .*"))
        .anyMatch(line -> line.matches("\\d+ distinct conditions, evaluated \\d+ times"));
  }

  @Test
  void check_sampleRules_isOk() {
    assertThat(weir("rules", "check", samples())).as(() -> err).isZero();
    assertThat(out).matches("(?s)\\d+ rules \\(\\d+ alert, 2 count, 0 off\\), .*: ok\\R");
  }

  @Test
  void test_failingTest_isNamed_andTheExitCodeIs2() throws IOException {
    write(
        "a.yaml",
        """
        id: a
        query: any where i == 1
        tests:
          - {name: right, matches: true, events: [{i: 1}]}
          - {name: wrong, matches: true, events: [{i: 2}]}
        """);

    assertThat(weir("rules", "test", directory)).isEqualTo(2);
    assertThat(out.lines())
        .containsExactly(
            "RULE  TEST   EXPECTED  FOUND  RESULT",
            "a     right  1         1      ok",
            "a     wrong  1         0      FAILED",
            "1 rules, 2 tests, 1 failed");
    assertThat(err).contains("1 of 2 tests failed");
  }

  @Test
  void check_problems_arePrintedWithTheLineAndACaret() throws IOException {
    write("a.yaml", "id: a\nquery: any where i == 1\n");

    assertThat(weir("rules", "check", directory)).isEqualTo(2);
    assertThat(err.lines())
        .contains(
            "  a.yaml, line 2, column 18: The field i is unknown; register it in the schema, or"
                + " write ?i if it may be absent",
            "    any where i == 1",
            "    " + " ".repeat(10) + "^");
    assertThat(err).contains("have 1 problem");
  }

  @Test
  void run_withoutSchema_alertsWithEvents() throws IOException {
    write(
        "rules.yaml",
        """
        rules:
          - id: pair
            severity: high
            tags: [sample]
            captures: {total: amount, who: user.name}
            query: |
              sequence by user.name with maxspan=1m
                [login where outcome == "success"]
                [transfer where amount > 1000]
          - id: counted
            mode: count
            query: login where true
          - id: off
            mode: off
            query: login where true
        """);
    Path events =
        write(
            "events.jsonl",
            """
            {"time": "2026-01-01T00:00:00Z", "type": "login", "user": {"name": "ann"}, "outcome": "success"}

            {"time": 1767225610500, "type": "transfer", "user": {"name": "bob"}, "amount": 5000}
            {"time": "2026-01-01T00:00:20.25Z", "type": "transfer", "user.name": "ann", "amount": 5000.5, "tags": ["a"], "note": null}
            {"time": "2026-01-01T00:00:10Z", "type": "transfer", "user.name": "ann", "amount": 9000}
            """);

    assertThat(weir("rules", "run", directory, "--events", events)).as(() -> err).isZero();
    assertThat(out.lines()).hasSize(1);
    JsonNode alert = JSON.readTree(out);
    assertThat(alert.path("rule").asText()).isEqualTo("pair");
    assertThat(alert.path("severity").asText()).isEqualTo("high");
    assertThat(alert.path("key").asText()).isEqualTo("ann");
    assertThat(alert.path("last_time").asText()).isEqualTo("2026-01-01T00:00:20.250Z");
    assertThat(alert.path("id").asText()).matches("[0-9a-f]{32}");
    assertThat(alert.path("captures").toString()).isEqualTo("{\"total\":5000.5,\"who\":\"ann\"}");
    assertThat(alert.path("evidence")).hasSize(2);
    assertThat(alert.path("evidence").path(0).path("@type").asText()).isEqualTo("login");
    assertThat(alert.path("evidence").path(1).path("tags").toString()).isEqualTo("[\"a\"]");
    assertThat(err)
        .contains("count: counted: 1 matches")
        .contains(
            "note: 1 events came later than the allowed lateness of 0s, and sequences did not see");

    String first = out;
    weir("rules", "run", directory, "--events", events);
    assertThat(out).isEqualTo(first);
  }

  @Test
  void run_namesOfTheOptions_areUsed() throws IOException {
    write("rules.yaml", "{id: a, query: start where true}");
    Path events =
        write(
            "events.jsonl",
            "{\"@timestamp\": 0, \"event\": {\"action\": \"start\"}, \"host\": 7}\n");

    assertThat(
            weir(
                "rules",
                "run",
                directory,
                "--events",
                events,
                "--time=@timestamp",
                "--type=event.action",
                "--key=host"))
        .as(() -> err)
        .isZero();
    assertThat(out).contains("\"key\":\"7\"").contains("1970-01-01T00:00:00Z");
  }

  @Test
  void run_lateness_putsEventsInOrder() throws IOException {
    write("rules.yaml", "{id: a, query: 'sequence by ?k [x where true] [y where true]'}");
    Path events =
        write(
            "events.jsonl",
            """
            {"time": "2026-01-01T00:00:05Z", "type": "y"}
            {"time": "2026-01-01T00:00:00Z", "type": "x"}
            """);

    assertThat(weir("rules", "run", directory, "--events", events)).isZero();
    assertThat(out).isEmpty();
    assertThat(weir("rules", "run", directory, "--events", events, "--lateness", "5s")).isZero();
    assertThat(out.lines()).hasSize(1);
    assertThat(err)
        .isEqualTo(
            "note: 1 events came after a later one, and took part in sequences in their place\n");
    assertThat(weir("rules", "run", directory, "--events", events, "--lateness", "8d"))
        .isEqualTo(64);
    assertThat(err).contains("'8d' is no lateness; allowed: 0s to 168h, such as 30s or 5m");
  }

  @Test
  void run_statistics_countLateEventsAndPartialMatches() throws IOException {
    write("rules.yaml", "{id: a, query: 'sequence by k [x where true] [y where true]'}");
    Path events =
        write(
            "events.jsonl",
            """
            {"time": 5000, "type": "x", "k": 1}
            {"time": 5000, "type": "x", "k": 2}
            {"time": 0, "type": "x", "k": 3}
            {"time": 5000, "type": "y", "k": 3}
            """);

    assertThat(weir("rules", "run", directory, "--events", events, "--statistics")).isZero();
    assertThat(err.lines()).contains("1 late events, 2 partial matches at the end");
  }

  @Test
  void run_nullKey_isCountedAndTold() throws IOException {
    write("rules.yaml", "{id: a, query: 'sequence by k [x where true] [x where true]'}");
    Path events =
        write(
            "events.jsonl",
            "{\"time\": 0, \"type\": \"x\", \"k\": 1}\n{\"time\": 1, \"type\": \"x\"}\n");

    assertThat(weir("rules", "run", directory, "--events", events)).isZero();
    assertThat(err)
        .isEqualTo(
            "note: the rule a left out 1 events without a value of its key; write ?field to allow"
                + " null\n");
  }

  @Test
  void run_limits_areToldWhenTheyAreExceeded() throws IOException {
    write("schema.yaml", "limits: {partial_matches: 2, evaluations: 3, window: 1s}");
    write("rules.yaml", "{id: a, query: 'sequence by k [x where true] [y where true]'}");
    Path events =
        write(
            "events.jsonl",
            IntStream.range(0, 5)
                .mapToObj(i -> "{\"time\": " + 250 * i + ", \"type\": \"x\", \"k\": " + i + "}\n")
                .collect(
                    Collectors.joining("", "", "{\"time\": 2000, \"type\": \"y\", \"k\": 9}\n")));

    assertThat(weir("rules", "run", directory, "--events", events)).isZero();
    assertThat(err.lines())
        .containsExactly(
            "note: the rule a missed 1 events, past the limit of 3 evaluations in 1s",
            "note: the rule a lost 2 partial matches, past the limits of 2 in all and 128 of a"
                + " key");
  }

  @Test
  void run_invalidLines_areNamed() throws IOException {
    write("rules.yaml", "{id: a, query: any where true}");
    assertThat(weir("rules", "run", directory, "--events", directory.resolve("none.jsonl")))
        .isEqualTo(4);
    assertThat(err).contains("none.jsonl does not exist");

    for (Map.Entry<String, String> bad :
        Map.of(
                "{\"time\": 0}\n[1]\n", "line 2: The line is no JSON object",
                "{\"time\": 0\n", "line 1: The line is no JSON object",
                "null\n", "line 1: The line is no JSON object: it is null",
                "{\"a\": 1}\n", "line 1: The event has no time, which is its time",
                "{\"time\": true}\n", "line 1: The field time holds \"true\"",
                "{\"time\": 0, \"a\": 1}\n{\"time\": 1, \"a\": \"x\"}\n",
                    "line 2: The field a holds i64 and string; give it one type",
                "{\"time\": 0, \"a\": {\"b\": 1}, \"a.b\": 2}\n",
                    "line 1: The field a.b is given twice",
                "{\"time\": 0, \"a\": [[1]]}\n", "line 1: The field a holds a list of lists")
            .entrySet()) {
      Path events = write("bad.jsonl", bad.getKey());

      assertThat(weir("rules", "run", directory, "--events", events)).isEqualTo(4);
      assertThat(err).contains("bad.jsonl, " + bad.getValue());
    }
  }

  @Test
  void run_eventBeyondTheLimitOfSequences_isNamed() throws IOException {
    write("rules.yaml", "{id: a, query: 'sequence [any where true] [any where true]'}");
    Path events = write("wide.jsonl", "{\"time\": 0, \"text\": \"" + "x".repeat(200_000) + "\"}\n");

    assertThat(weir("rules", "run", directory, "--events", events)).isEqualTo(4);
    assertThat(err).contains("wide.jsonl, line 1: The fields of an event exceed 131068 bytes");
  }

  @Test
  void rules_withoutSubcommand_isAUsageError() {
    assertThat(weir("rules")).isEqualTo(64);
    assertThat(err).contains("check").contains("test").contains("run");
    assertThat(weir("--help")).isZero();
    assertThat(out).contains("rules").contains("Check, test and run rules over events.");
  }
}
