package dev.weir.rules.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.cli.Weir;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code weir rules run}. */
final class RulesCommandRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RulesCommandRun() {}

  /** Returns the ids of the alerts. */
  static List<String> alertIds(Path rules, Path events) throws JsonProcessingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            new String[] {"rules", "run", rules.toString(), "--events", events.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    assertThat(code).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
    List<String> ids = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      ids.add(JSON.readTree(line).path("id").asText());
    }
    return ids;
  }
}
