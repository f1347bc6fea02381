package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.EditedRun;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Records;
import dev.weir.bench.result.ResultsFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison is redrawn with the limits and the number of pairs that it was measured with. */
class RecordedSettingsTest {
  private static final String RUN = "20260504T101500Z-7";
  private static final String REGRESSED = "regressed";

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"compare", "report", "gate"})
  void redrawn_comparison_isJudgedByItsOwnLimits(String command) {
    record(8, 0.1, 0.2, 20);
    assertThat(run(command, "--gate")).isZero();
    assertThat(run(command, "--gate", "--threshold", "2", "--margin", "5")).isEqualTo(1);
  }

  @Test
  void decide_runningComparison_isJudgedByItsOwnLimits() {
    record(8, 0.1, 0.2, 20);
    run("decide");
    assertThat(output()).doesNotContain(REGRESSED);
    run("decide", "--threshold", "2", "--margin", "5");
    assertThat(output()).contains(REGRESSED);
  }

  @Test
  void redrawn_comparison_hasTheIntervalOfItsPlannedPairs() {
    record(20, 0.02, 0.05, 40);
    run("compare");
    String redrawn = output();
    run("compare", "--pairs", "40");
    assertThat(output()).isEqualTo(redrawn);
    run("compare", "--pairs", "20");
    assertThat(output()).isNotEqualTo(redrawn);
  }

  /** Pairs in which B is 4 % slower. */
  private void record(int pairs, double threshold, double margin, int planned) {
    ResultsFile results = new ResultsFile(results());
    for (int pair = 1; pair <= pairs; pair++) {
      double a = 0.4 + 0.00037 * (pair * pair * 5 % 11);
      double b = 1.04 * (0.4 + 0.00041 * (pair * pair * 3 % 13));
      for (Arm arm : Arm.values()) {
        List<RecordedRun> process =
            Records.process("copy", false, Optional.of(arm), pair, arm == Arm.A ? a : b);
        results.append(
            process.stream()
                .map(
                    run ->
                        EditedRun.of(
                            run,
                            json ->
                                ((ObjectNode) json.get("comparison"))
                                    .put("threshold", threshold)
                                    .put("margin", margin)
                                    .put("pairs", planned)))
                .toList());
      }
    }
  }

  private Path results() {
    return directory.resolve("results.jsonl");
  }

  private int run(String command, String... more) {
    out.reset();
    err.reset();
    List<String> arguments = new ArrayList<>(List.of(command, "--run", RUN));
    arguments.addAll(List.of("--results", results().toString()));
    arguments.addAll(List.of(more));
    return WeirBench.run(out, err, Clock.systemUTC(), arguments.toArray(String[]::new));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
