package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Records;
import dev.weir.bench.result.ResultsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
  private static final String RUN = "20260504T101500Z-7";

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void calibrate_commitWithItself_isPrintedAndStored() throws IOException {
    record(20);
    assertThat(run("calibrate", "--results", results())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("postgres/copy/50000, 20 pairs of a build with itself, 1 comparisons")
        .contains("  false alarms           0 of 1: 0.00 % [0.00 %, 97.50 %]")
        .contains("  20 pairs would see ");
    try (Stream<Path> stored = Files.list(directory.resolve("calibration"))) {
      assertThat(stored.map(path -> path.getFileName().toString()))
          .singleElement()
          .asString()
          .endsWith(".json");
    }
  }

  @Test
  void calibrate_tooFewPairs_exitsWith5AndSaysHowMany() {
    record(10);
    assertThat(run("calibrate", "--results", results())).isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("needs 20 pairs");
  }

  @Test
  void calibrate_noComparisonOfACommitWithItself_exitsWith5AndNamesTheCommand() {
    new ResultsFile(Path.of(results()))
        .append(Records.process("copy", false, Optional.empty(), 1, 0.4));
    assertThat(run("calibrate", "--results", results())).isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("compare.sh REF REF");
  }

  @Test
  void calibrate_neitherResultsNorSimulate_isAUsageError() {
    assertThat(run("calibrate")).isEqualTo(2);
    assertThat(run("calibrate", "--simulate", "--trials", "0")).isEqualTo(2);
  }

  @Test
  void pilot_recordedProcesses_printsThePlan() {
    ResultsFile results = new ResultsFile(Path.of(results()));
    results.append(Records.process("copy", false, Optional.empty(), 1, 0.4, 0.41, 0.39, 0.4));
    results.append(Records.process("copy", false, Optional.empty(), 2, 0.41, 0.4, 0.4, 0.42));
    assertThat(run("pilot", "--results", results(), "--run", RUN)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).matches("warmup 1\nrepeats \\d+\npairs 20\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("expected pair spread");
  }

  @Test
  void pilot_littleTime_saysThatItDoesNotFit() {
    ResultsFile results = new ResultsFile(Path.of(results()));
    results.append(Records.process("copy", false, Optional.empty(), 1, 0.4, 0.41, 0.39, 0.4));
    results.append(Records.process("copy", false, Optional.empty(), 2, 0.41, 0.4, 0.4, 0.42));
    assertThat(run("pilot", "--results", results(), "--run", RUN, "--max-time", "1")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("does not fit --max-time 1");
  }

  @Test
  void pilot_oneProcess_isAUsageError() {
    new ResultsFile(Path.of(results()))
        .append(Records.process("copy", false, Optional.empty(), 1, 0.4, 0.41, 0.39, 0.4));
    assertThat(run("pilot", "--results", results(), "--run", RUN)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("2 processes of 4 warm runs");
  }

  private void record(int pairs) {
    ResultsFile results = new ResultsFile(Path.of(results()));
    for (int pair = 1; pair <= pairs; pair++) {
      double a = 0.4 + 0.001 * (pair * 7 % 5);
      double b = 0.4 + 0.001 * (pair * 3 % 5);
      results.append(Records.process("copy", false, Optional.of(Arm.A), pair, a));
      results.append(Records.process("copy", false, Optional.of(Arm.B), pair, b));
    }
  }

  private String results() {
    return directory.resolve("results.jsonl").toString();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return WeirBench.run(out, err, Clock.systemUTC(), arguments);
  }
}
