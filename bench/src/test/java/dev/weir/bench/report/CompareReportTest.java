package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.calibrate.Calibration;
import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CompareReportTest {
  private static final PageLayout PLAIN = new PageLayout(80, false, new Paint(false));
  private static final Pattern PERCENT = Pattern.compile("([+−]?[0-9.]+) %");

  @Test
  void compare_twelvePairsWithASlowerFlush_printsThisPage() {
    assertThat(text(new Fixture(2).pairs(12, 1.1)))
        .isEqualTo(
            """
            postgres/copy/50000, 12 pairs

            B has regressed: 7.7 % slower [6.3 %, 9.4 %], 12 pairs.
            B is at most 9.4 % slower (95 %); 12 pairs would have seen a slowdown of 2.5 %
            with 80 % power.
            Warning: No calibration of this mode on this machine; how often verdicts are
            false alarms here is unknown (weir-bench calibrate).

            What moved
                                     A      B                 B − A  p (Holm)
            stage, ms
              destination flush  298.7  329.6  +31.2 [+23.9, +37.9]    0.0059
            stages together, ms
              destination total  347.6  379.8        +32 [+17, +46]    0.0059
            first run of a process, ms
              cold run            1201   1296       +95 [+71, +119]    0.0059

            B − A by pair; Holm over 12 figures: any of them is flagged in at most 5 % of
            comparisons of equal builds.

            Both builds
                                         time, ms [95 %]  Krows/s
            A main (48e3c5812a)     398.5 [394.8, 402.3]    125.5
            B feature (9d1f0a22c4)  429.5 [425.4, 433.6]    116.4

            The rest
                                       A      B                    B − A  p (Holm)
            stage, ms
              source fetch         249.8  250.6        +1.0 [−3.3, +4.4]       1.0
              destination receive  49.86  49.99     +0.10 [−0.86, +1.09]       1.0
            stages together, ms
              source total         319.0  320.2        +1.5 [−6.2, +6.6]       1.0
              first row            17.49  17.48     −0.02 [−0.35, +0.30]       1.0
            first run of a process, ms
              process start        309.2  311.0        +1.9 [−5.9, +9.3]       1.0
            processor, ms
              CPU time             597.9  601.5       +3.6 [−6.9, +12.8]       1.0
              GC time              3.997  3.994  −0.007 [−0.065, +0.065]       1.0
            bytes, MiB
              RSS peak             179.1  180.3        +1.1 [−2.4, +4.9]       1.0
              bytes read           5.994  5.968     −0.04 [−0.13, +0.10]       1.0

            How it was measured
              server    embedded
              JDK       Debian 17.0.15+6
              machine   AMD EPYC 7B13, 2 cores, 7.8 GiB, Linux 6
              load      0.42 before each process; CPU steal up to 0.3 %
              hooks     those of the harness's tree at 5b1c7e90aa for both builds
              sample    one process: the mean of 2 warm runs, after the cold run and 1
                        warm-up run
              run       20260504T101500Z-7, pairs in balanced random blocks (A B B A or B A
                        A B) from seed 42
            """);
  }

  @Test
  void compare_slowerStage_isNamedFirst() {
    String text = text(new Fixture(2).pairs(12, 1.1));
    String moved = text.substring(text.indexOf("What moved"), text.indexOf("Both builds"));
    assertThat(moved)
        .containsPattern("stage, ms\n  destination flush +[0-9.]+ +[0-9.]+ +\\+3[0-9.]+ \\[")
        .doesNotContain("source fetch");
  }

  @Test
  void compare_equalBuilds_moveNothing() {
    assertThat(text(new Fixture(3).pairs(12, 1)))
        .contains("B has no slowdown beyond the margin of 5 %")
        .contains("No stage, cold run or cost is shown to have moved.");
  }

  @Test
  void compare_fasterBuild_isImproved() {
    assertThat(text(new Fixture(2).pairs(12, 0.8)))
        .containsPattern(
            "B has improved: [0-9.]+ % less time \\[[0-9.]+ %, [0-9.]+ %\\], 12 pairs\\.")
        .containsPattern("B is at most 0 % slower, and takes at least [0-9.]+ % less time \\(95");
  }

  @Test
  void compare_noisyPairs_adviseMore() {
    assertThat(text(new Fixture(2).noise(0.2).pairs(8, 1)))
        .contains("Inconclusive: change of time from A to B")
        .containsPattern("A verdict takes about [0-9,]+ pairs in all \\(80 % power\\)\\.");
  }

  @Test
  void compare_fivePairs_areNotJudged() {
    assertThat(text(new Fixture(2).pairs(5, 1.5)))
        .contains("No verdict: 5 pairs, and at least 6 are needed; the estimated change of time")
        .contains("The last block has one of its two pairs")
        .doesNotContain("regressed")
        .doesNotContain("What moved");
  }

  @Test
  void compare_oneCommitTwice_isLabelled() {
    assertThat(text(new Fixture(3).sameCommit().pairs(8, 1))).contains("A/A: both arms are one");
    assertThat(text(new Fixture(3).pairs(8, 1))).doesNotContain("A/A");
  }

  @Test
  void compare_hooks_areTodaysForBothArms() {
    assertThat(text(new Fixture(3).pairs(8, 1)))
        .contains("hooks     those of the harness's tree at 5b1c7e90aa for both builds")
        .doesNotContain("uncommitted");
    assertThat(text(new Fixture(3).dirtyHarness().pairs(8, 1)))
        .contains("Warning: Both arms ran with hooks and fixtures that have uncommitted changes.");
  }

  @Test
  void compare_calibration_isQuotedOrMissed() {
    Fixture fixture = new Fixture(2).pairs(12, 1.1);
    assertThat(text(fixture)).contains("Warning: No calibration of this mode on this machine");
    assertThat(calibrated(fixture, 0.021))
        .contains(
            "Calibration: 1 of 20 comparisons of this machine with itself flagged, a rate of 5")
        .contains("differ by less than")
        .doesNotContain("noise floor");
    assertThat(calibrated(fixture, 0.2)).contains("The change is below the machine's noise floor.");
  }

  private static String calibrated(Fixture fixture, double noiseFloor) {
    Interval rate = new Interval(0.0013, 0.05, 0.2487);
    Interval one = new Interval(0.99, 1, 1.01);
    Calibration calibration =
        new Calibration(
            "postgres/copy/50000", 400, 20, 1, rate, rate, noiseFloor, one, 0.2, 0.05, Map.of());
    List<RecordedRun> runs = fixture.runs();
    Calibrations stored =
        (environment, subject) ->
            environment.equals(runs.get(0).environment().key())
                    && subject.equals(calibration.subject())
                ? Optional.of(calibration)
                : Optional.empty();
    return TextFormat.of(CompareReport.of(runs, Limits.DEFAULT, 20, stored), PLAIN)
        .replaceAll("\\s+", " ");
  }

  @Test
  void compare_loadOfOthers_isAWarning() {
    assertThat(text(new Fixture(3).otherCpu(0.35).pairs(8, 1)))
        .contains("Warning: Other programs used up to 35 % of the CPU right before a process.");
    assertThat(text(new Fixture(3).otherCpu(0.02).pairs(8, 1))).doesNotContain("Other programs");
  }

  @Test
  void compare_unpairedSample_isSaidAndNotCounted() {
    assertThat(text(new Fixture(2).pairs(6, 1).arm("A", 7, 1, 1)))
        .contains("postgres/copy/50000, 6 pairs")
        .contains("Incomplete, and not counted: pair 7 has no B.");
  }

  @Test
  void compare_warmUpPair_isNotCounted() {
    assertThat(text(new Fixture(2).arm("A", 0, 1, 9).arm("B", 0, 2, 1).pairs(6, 1)))
        .contains("postgres/copy/50000, 6 pairs");
  }

  @Test
  void compare_oneArmOnly_hasNothingToCompare() {
    assertThat(text(new Fixture(2).arm("A", 1, 1, 1)))
        .contains("No pair is complete; there is nothing to compare.")
        .contains("pair 1 has no B");
  }

  @Test
  void compare_anyWidth_fits() {
    for (int columns : new int[] {40, 60, 80}) {
      PageLayout layout = new PageLayout(columns, true, new Paint(false));
      String text =
          TextFormat.of(
              CompareReport.of(
                  new Fixture(2).pairs(12, 1.1).runs(), Limits.DEFAULT, 20, Fixture.NOT_CALIBRATED),
              layout);
      assertThat(text.lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  /** Over many comparisons: each figure of a sentence is that of the decision or more careful. */
  @Test
  void sentences_neverSayMoreThanTheInterval() {
    Random random = new Random(11);
    int judged = 0;
    for (int trial = 0; trial < 400; trial++) {
      Decision decision = decision(random, (trial % 9 - 4) * 0.02);
      List<Block> blocks = VerdictText.of(decision);
      String verdict = sentence(blocks, 0);
      double low = (decision.ratio().low() - 1) * 100;
      double high = (decision.ratio().high() - 1) * 100;
      if (decision.verdict() == Verdict.REGRESSED) {
        assertThat(verdict).startsWith("B has regressed");
        assertThat(low).isPositive();
        assertThat(percents(verdict)).allSatisfy(p -> assertThat(p).isNotNegative());
      }
      if (decision.verdict() == Verdict.IMPROVED) {
        assertThat(verdict).startsWith("B has improved");
        assertThat(high).isNegative();
      }
      assertThat(verdict.contains("regressed")).isEqualTo(decision.verdict() == Verdict.REGRESSED);
      assertThat(verdict).doesNotContain("more than").doesNotContain("equivalent");
      String bound = sentence(blocks, 1);
      assertThat(percents(bound).get(0)).isGreaterThanOrEqualTo(high);
      judged += decision.verdict() == Verdict.INCONCLUSIVE ? 0 : 1;
    }
    assertThat(judged).isBetween(100, 399);
  }

  private static Decision decision(Random random, double effect) {
    List<PairTime> pairs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double a = Math.exp(0.03 * random.nextGaussian());
      pairs.add(new PairTime(a, Math.exp(effect + 0.03 * random.nextGaussian()), i % 4 > 1));
    }
    return Decision.of(pairs, Limits.DEFAULT, Looks.of(20)).orElseThrow();
  }

  private static String sentence(List<Block> blocks, int index) {
    return ((Block.Sentence) blocks.get(index)).text();
  }

  private static List<Double> percents(String text) {
    List<Double> percents = new ArrayList<>();
    Matcher matcher = PERCENT.matcher(text);
    while (matcher.find()) {
      percents.add(Double.parseDouble(matcher.group(1).replace('−', '-')));
    }
    return percents;
  }

  private static String text(Fixture fixture) {
    return TextFormat.of(
        CompareReport.of(fixture.runs(), Limits.DEFAULT, 20, Fixture.NOT_CALIBRATED), PLAIN);
  }
}
