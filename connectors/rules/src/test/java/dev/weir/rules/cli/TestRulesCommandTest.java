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

/** Tests of rules with the settings of their directory. */
class TestRulesCommandTest {
  @TempDir private Path directory;

  private String test() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Weir.execute(new String[] {"rules", "test", directory.toString()}, print, print, Map.of());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void test_latenessAndLimits_areThoseOfTheSchema() throws IOException {
    Files.writeString(
        directory.resolve("rules.yaml"),
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
    assertThat(test()).contains("2 rules, 2 tests, 2 failed");

    Files.writeString(
        directory.resolve("schema.yaml"), "lateness: 5s\nlimits: {partial_matches: 1}\n");
    assertThat(test()).contains("2 rules, 2 tests, 0 failed");
  }
}
