package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Arm;
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

class DecideCommandTest {
  private static final String RUN = "20260504T101500Z-7";

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void decide_clearRegressionAtALook_stops() {
    record("copy", 8, 1.2);
    assertThat(decide()).isZero();
    assertThat(output())
        .isEqualTo(
            "stop after 8 of 20 pairs; postgres/copy/50000: regressed, +19.8 % [+19.3 %, +20.4 %]\n");
  }

  @Test
  void decide_clearRegressionBetweenLooks_continues() {
    record("copy", 10, 1.2);
    decide();
    assertThat(output()).startsWith("continue after 10 of 20 pairs");
  }

  @Test
  void decide_slowdownCloseToTheThreshold_continues() {
    record("copy", 8, 1.025);
    decide();
    assertThat(output()).startsWith("continue after 8 of 20 pairs; postgres/copy/50000: regressed");
  }

  @Test
  void decide_lastPair_stopsWhateverTheAnswer() {
    record("copy", 8, 1.025);
    decide("--pairs", "8");
    assertThat(output()).startsWith("stop after 8 of 8 pairs");
  }

  @Test
  void decide_twoModes_stopsOnlyWhereBothAreClear() {
    record("copy", 8, 1.2);
    record("insert", 8, 1.025);
    decide();
    assertThat(output()).startsWith("continue after 8 of 20 pairs");
  }

  @Test
  void decide_fewPairs_continues() {
    record("copy", 2, 1.2);
    decide();
    assertThat(output()).isEqualTo("continue after 2 of 20 pairs\n");
  }

  @Test
  void decide_marginBelowThreshold_isAUsageError() {
    record("copy", 8, 1.2);
    assertThat(decide("--margin", "1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--margin 1.0");
  }

  private void record(String mode, int pairs, double factor) {
    ResultsFile results = new ResultsFile(directory.resolve("results.jsonl"));
    for (int pair = 1; pair <= pairs; pair++) {
      double a = 0.4 + 0.001 * (pair * 7 % 5);
      double b = factor * (0.4 + 0.001 * (pair * 3 % 4));
      results.append(Records.process(mode, false, Optional.of(Arm.A), pair, a));
      results.append(Records.process(mode, false, Optional.of(Arm.B), pair, b));
    }
  }

  private int decide(String... more) {
    List<String> arguments = new ArrayList<>(List.of("decide", "--run", RUN));
    arguments.addAll(List.of("--results", directory.resolve("results.jsonl").toString()));
    arguments.addAll(List.of(more));
    return WeirBench.run(out, err, Clock.systemUTC(), arguments.toArray(String[]::new));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
