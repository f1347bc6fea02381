package dev.weir.rules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with the lateness and the limits of schema.yaml. */
class SchemaSettingsTest {
  @TempDir private Path directory;

  /** Returns both outputs. */
  private String weir(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Weir.execute(arguments, print, print, Map.of());
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(directory.resolve(file), text);
  }

  @Test
  void test_latenessAndLimits_areThoseOfTheSchema() throws IOException {
    write(
        "rules.yaml",
        """
        rules:
          - id: order
            query: sequence by ?k [x where true] [y where true]
            tests:
              - name: out-of-order
                matches: 1
                events: [{type: y, time: 2000}, {type: x, time: 1000}]
          - id: keys
            query: sequence by k [x where true] [y where true]
            tests:
              - name: two-keys
                matches: 1
                events:
                  - {type: x, time: 1000, k: a}
                  - {type: x, time: 2000, k: b}
                  - {type: y, time: 3000, k: a}
                  - {type: y, time: 4000, k: b}
        """);
    String[] test = {"rules", "test", directory.toString()};
    assertThat(weir(test)).contains("2 rules, 2 tests, 2 failed");

    write("schema.yaml", "lateness: 5s\nlimits: {partial_matches: 1}\n");
    assertThat(weir(test)).contains("2 rules, 2 tests, 0 failed");
  }

  @Test
  void run_missingEventPastTheLimits_isToldAsPossiblyFalse() throws IOException {
    write("schema.yaml", "limits: {partial_matches: 1}");
    write(
        "rules.yaml",
        "{id: a, query: 'sequence by k with maxspan=1m ![x where true] [y where true] [z where"
            + " true]'}");
    Path events =
        write(
            "events.jsonl",
            """
            {"time": 0, "type": "x", "k": 1}
            {"time": 1, "type": "x", "k": 2}
            {"time": 2, "type": "y", "k": 1}
            {"time": 3, "type": "z", "k": 1}
            """);

    assertThat(weir("rules", "run", directory.toString(), "--events", events.toString()).lines())
        .hasSize(2)
        .contains(
            "note: the rule a lost 2 events of a missing-event step before its first event, past"
                + " the limits of 1 in all and 128 of a key, so that some of its alerts can be"
                + " false");
  }
}
