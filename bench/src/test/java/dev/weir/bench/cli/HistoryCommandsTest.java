package dev.weir.bench.cli;

import static dev.weir.bench.result.EditedRun.bench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.EditedRun;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines, gates, commits and the history, from the command line. */
class HistoryCommandsTest {
  private static final String BEFORE = "20260504T101500Z-7";
  private static final String NOW = "20260505T101500Z-8";
  private static final String FIRST = "aaaa000011112222333344445555666677778888";
  private static final String SECOND = "bbbb000011112222333344445555666677778888";
  private static final double[] SECONDS = {0.412, 0.418, 0.425, 0.409, 0.433, 0.415, 0.42, 0.411};

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path results;

  @BeforeEach
  void nameResults() {
    results = directory.resolve("results.jsonl");
  }

  @Test
  void baseline_slowerRun_failsTheGate() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(NOW, SECOND, "copy", false, times(1.1)));

    assertThat(run("report", "--run", BEFORE, "--save-baseline", "main")).isZero();
    assertThat(errors())
        .isEqualTo("baseline main: " + directory.resolve("baselines/main.jsonl") + "\n");

    assertThat(run("report", "--run", NOW, "--baseline", "main", "--gate")).isEqualTo(1);
    assertThat(output())
        .contains("compared with baseline main")
        .contains("regressed: +10.0 % [")
        .contains("8 samples before and 8 now; not relative to a limit");
    assertThat(errors())
        .isEqualTo("gate: postgres/copy/50000: regressed\ngate: failed, a time regressed\n");

    assertThat(run("report", "--run", NOW, "--baseline", "main")).isZero();
    assertThat(run("gate", "--run", NOW, "--baseline", "main")).isEqualTo(1);
    assertThat(run("gate", "--run", BEFORE, "--baseline", "main", "--strict")).isZero();
    assertThat(errors()).contains("no slowdown beyond the margin").endsWith("gate: passed\n");
  }

  @Test
  void baseline_limits_changeTheVerdict() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(NOW, SECOND, "copy", false, times(1.1)));
    run("report", "--run", BEFORE, "--save-baseline", "main");
    assertThat(
            run("gate", "--run", NOW, "--baseline", "main", "--threshold", "15", "--margin", "20"))
        .isZero();
  }

  @Test
  void baseline_missing_namesTheOptionThatMakesIt() {
    add(bench(NOW, SECOND, "copy", false, times(1)));
    assertThat(run("report", "--run", NOW, "--baseline", "main", "--gate=strict")).isEqualTo(2);
    assertThat(errors())
        .contains("there is no baseline main")
        .contains("--save-baseline main makes it, --lenient goes on without it; there are: none");
    assertThat(output()).contains("postgres, 50,000 rows");

    assertThat(run("report", "--run", NOW, "--baseline", "main", "--lenient", "--gate=strict"))
        .isZero();
    assertThat(errors()).contains("there is no baseline main");
  }

  @Test
  void baseline_ofOtherRows_isNotCompared() {
    add(EditedRun.withRows(bench(BEFORE, FIRST, "copy", false, times(1)), 1_000));
    add(bench(NOW, SECOND, "copy", false, times(1)));
    run("report", "--run", BEFORE, "--save-baseline", "main");

    assertThat(run("report", "--run", NOW, "--baseline", "main")).isEqualTo(2);
    assertThat(errors())
        .contains("baseline main lacks what was measured: postgres/copy/50000:")
        .contains("with other rows only: [1000]")
        .contains("--save-baseline main, or skip this with --lenient");
    assertThat(run("gate", "--run", NOW, "--baseline", "main", "--lenient")).isZero();
    assertThat(run("gate", "--run", NOW, "--baseline", "main", "--lenient", "--strict"))
        .isEqualTo(3);
  }

  @Test
  void saveBaseline_badNameOrComparison_isAUsageError() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    assertThat(run("report", "--run", BEFORE, "--save-baseline", "../main")).isEqualTo(2);
    assertThat(errors()).contains("a baseline's name has");
    addPairs(NOW, 1);
    assertThat(run("report", "--run", NOW, "--save-baseline", "main")).isEqualTo(2);
    assertThat(errors()).contains("is a comparison of two builds");
    assertThat(directory.resolve("baselines")).doesNotExist();
  }

  @Test
  void gate_benchRunWithoutABaseline_isAUsageError() {
    add(bench(NOW, FIRST, "copy", false, times(1)));
    assertThat(run("gate", "--run", NOW)).isEqualTo(2);
    assertThat(errors()).contains("needs --baseline NAME");
  }

  @Test
  void gate_pairs_exitByTheirVerdict() {
    addPairs("20260501T101500Z-1", 1.1);
    assertThat(run("gate", "--run", "20260501T101500Z-1")).isEqualTo(1);
    addPairs("20260502T101500Z-1", 1);
    assertThat(run("gate", "--run", "20260502T101500Z-1", "--strict")).isZero();
    addPairs("20260503T101500Z-1", 0.9);
    assertThat(run("compare", "--run", "20260503T101500Z-1", "--gate=strict")).isZero();
  }

  @Test
  void gate_fewPairs_isInconclusive() {
    add(EditedRun.arm(NOW, FIRST, "copy", false, Optional.of(Arm.A), 0.4, 0.41));
    add(EditedRun.arm(NOW, SECOND, "copy", false, Optional.of(Arm.B), 0.6, 0.61));
    assertThat(run("gate", "--run", NOW)).isZero();
    assertThat(errors()).contains("too few samples for a verdict").contains("--gate=strict");
    assertThat(run("gate", "--run", NOW, "--strict")).isEqualTo(3);
    assertThat(run("compare", "--run", NOW, "--gate=strict")).isEqualTo(3);
    assertThat(run("compare", "--run", NOW)).isZero();
  }

  @Test
  void report_runOfCompare_isPrintedAsAComparison() {
    addPairs(NOW, 1.1);
    assertThat(run("report", "--run", NOW)).isZero();
    String report = output();
    assertThat(report).startsWith("postgres/copy/50000, 8 pairs\n\nB has regressed: 10.0 % slower");
    run("compare", "--run", NOW);
    assertThat(report).isEqualTo(output());
  }

  @Test
  void compare_commitsOfOneComparison_printsItsPairs() {
    add(bench(BEFORE, FIRST, "copy", false, times(2)));
    addPairs(NOW, 1);
    assertThat(run("compare", "--sha", "aaaa", "bbbb0000")).isZero();
    assertThat(output()).startsWith("Run " + NOW + " measured both in pairs:\n");
  }

  @Test
  void compare_commitsOfTwoRuns_areNotPaired() {
    add(bench("20260501T101500Z-1", FIRST, "copy", false, times(3)));
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(NOW, SECOND, "copy", false, times(1.1)));
    add(EditedRun.dirty(bench("20260506T101500Z-1", SECOND, "copy", false, times(5))));
    assertThat(run("compare", "--sha", "aaaa", "bbbb", "--gate")).isEqualTo(1);
    assertThat(output())
        .contains("bbbb000011 compared with aaaa000011, which were not measured in pairs")
        .contains("before: " + BEFORE)
        .contains("regressed: +10.0 % [");
  }

  @Test
  void compare_commitsOfOtherRows_areNotCompared() {
    add(EditedRun.withRows(bench(BEFORE, FIRST, "copy", false, times(1)), 1_000));
    add(bench(NOW, SECOND, "copy", false, times(1)));
    assertThat(run("compare", "--sha", "aaaa", "bbbb")).isEqualTo(2);
    assertThat(errors()).contains("no mode in common");
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    assertThat(run("compare", "--sha", "aaaa", "bbbb", "--rows", "50000")).isZero();
    assertThat(run("compare", "--sha", "aaaa", "bbbb", "--rows", "1000")).isEqualTo(2);
  }

  @Test
  void compare_unknownOrAmbiguousCommit_isAUsageError() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(NOW, FIRST.replace("8888", "9999"), "copy", false, times(1)));
    assertThat(run("compare", "--sha", "cccc", "aaaa")).isEqualTo(2);
    assertThat(errors()).contains("--sha cccc names no commits");
    assertThat(run("compare", "--sha", "aaaa", "aaaa")).isEqualTo(2);
    assertThat(errors()).contains("--sha aaaa names 2 commits");
    assertThat(run("compare")).isEqualTo(2);
    assertThat(errors()).contains("either --run ID or --sha A B");
  }

  @Test
  void history_options_selectSeriesAndPoints() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(BEFORE, FIRST, "lz4", false, times(1)));
    add(EditedRun.withRows(bench(BEFORE, FIRST, "copy", false, times(1)), 1_000));
    add(bench(NOW, SECOND, "copy", false, times(1)));

    assertThat(run("history")).isZero();
    assertThat(output().lines().filter(line -> line.startsWith("postgres/"))).hasSize(3);
    assertThat(run("history", "--rows", "50000", "--mode", "copy", "--last", "1")).isZero();
    assertThat(output())
        .startsWith("postgres/copy/50000, environment ")
        .contains(NOW)
        .doesNotContain(BEFORE)
        .doesNotContain("lz4");
    assertThat(run("history", "--rows", "7")).isEqualTo(2);
    assertThat(errors()).contains("no results of 7 rows in " + results);
    assertThat(run("history", "--last", "0")).isEqualTo(2);
  }

  @Test
  void history_markdown_isABlockOfEachSeries() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(BEFORE, FIRST, "lz4", false, times(1)));
    assertThat(run("history", "--format", "markdown")).isZero();
    assertThat(output().lines()).filteredOn(line -> line.startsWith("### postgres/")).hasSize(2);
    assertThat(output().lines()).filteredOn("```"::equals).hasSize(4);
  }

  @Test
  void report_last_isTheLatestRun() {
    add(bench(BEFORE, FIRST, "copy", false, times(1)));
    add(bench(NOW, SECOND, "copy", false, times(1)));
    assertThat(run("report", "--run", "last")).isZero();
    assertThat(output()).contains(NOW).doesNotContain(BEFORE);
  }

  private void addPairs(String runId, double factor) {
    add(EditedRun.arm(runId, FIRST, "copy", false, Optional.of(Arm.A), times(1)));
    add(EditedRun.arm(runId, SECOND, "copy", false, Optional.of(Arm.B), times(factor)));
  }

  private void add(List<RecordedRun> runs) {
    new ResultsFile(results).append(runs);
  }

  private static double[] times(double factor) {
    return Arrays.stream(SECONDS).map(seconds -> seconds * factor).toArray();
  }

  private int run(String command, String... options) {
    out.reset();
    err.reset();
    List<String> arguments = new ArrayList<>(List.of(command, "--results", results.toString()));
    arguments.addAll(List.of(options));
    return WeirBench.run(out, err, Clock.systemUTC(), arguments.toArray(String[]::new));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
