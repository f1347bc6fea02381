package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompareReportTest {
  /** The pairs of PairedRatioTest, in seconds. */
  private static final double[] FIRST = {
    0.4123, 0.4188, 0.4259, 0.4091, 0.4336, 0.4152, 0.4204, 0.4117
  };

  private static final double[] SECOND = {
    0.4281, 0.4319, 0.4297, 0.4256, 0.4402, 0.4413, 0.4199, 0.4328
  };

  private final List<RecordedRun> runs = new ArrayList<>();

  @Test
  void compare_eightPairs_printsThisPage() {
    addPairs(8, 1);

    assertThat(report())
        .isEqualTo(
            """
            postgres/copy/50000, 8 pairs
              server    embedded
              JDK       Debian 17.0.15+6
              machine   AMD EPYC 7B13, 2 cores, 7.8 GiB, Linux 6
              governor  performance
              load      0.42 before each process; CPU steal up to 0.3 %
              A         main (48e3c5812a) on main
              B         feature (48e3c5812a) on main
              sample    one process: the mean of 1 warm run, after the cold run and 1
                        warm-up run
              run       20260504T101500Z-7, pairs in balanced random blocks (A B B A or B A
                        A B) from seed 42

            A                       time:   [411.52 ms 418.38 ms 425.23 ms]
                                    thrpt:  [117.58 119.51 121.50 Krows/s]
                                            [14.110 14.341 14.580 MiB/s]
                                    median: 417.00 ms  MAD: 5.0000 ms
                                    cold:   [823.05 ms 836.75 ms 850.45 ms]
            B                       time:   [425.22 ms 431.19 ms 437.16 ms]
                                    thrpt:  [114.38 115.96 117.59 Krows/s]
                                            [13.725 13.915 14.110 MiB/s]
                                    median: 430.80 ms  MAD: 3.9500 ms
                                    cold:   [850.43 ms 862.38 ms 874.32 ms]
                             change:
                                    time:   [+1.26% +3.07% +4.91%] (p = 0.016, 8 pairs)
                                    thrpt:  [−4.68% −2.98% −1.24%]
                                    ratio:  1.031 [1.013 1.049] B/A
                                    regressed: B is slower, by more than 2 %.

                                        A          B        B/A   95 % low  95 % high
            source, ms
              total                320.00     320.00      1.000      1.000      1.000
              connect              10.000     10.000      1.000      1.000      1.000
              query                5.0000     5.0000      1.000      1.000      1.000
              fetch                250.00     250.00      1.000      1.000      1.000
              arrow encode         20.000     20.000      1.000      1.000      1.000
              compress             5.0000     5.0000      1.000      1.000      1.000
              blocked              10.000     10.000      1.000      1.000      1.000
              verify               20.000     20.000      1.000      1.000      1.000
            destination, ms
              total                426.00     426.00      1.000      1.000      1.000
              connect              10.000     10.000      1.000      1.000      1.000
              receive              50.000     50.000      1.000      1.000      1.000
              decompress           4.0000     4.0000      1.000      1.000      1.000
              arrow decode         6.0000     6.0000      1.000      1.000      1.000
              transform                 0          0          -          -          -
              flush                300.00     300.00      1.000      1.000      1.000
              build                1.0000     1.0000      1.000      1.000      1.000
              verify               25.000     25.000      1.000      1.000      1.000
              commit               30.000     30.000      1.000      1.000      1.000
            cost, ms or MiB
              retries                   0          0          -          -          -
              CPU time             600.00     600.00      1.000      1.000      1.000
              GC count             2.0000     2.0000      1.000      1.000      1.000
              GC time              4.0000     4.0000      1.000      1.000      1.000
              allocated            70.000     70.000      1.000      1.000      1.000
              heap peak            30.000     30.000      1.000      1.000      1.000
              RSS peak             180.00     180.00      1.000      1.000      1.000

            The 95 % intervals are not corrected for multiple comparisons.
            """);
  }

  @Test
  void compare_slower_isRegressed() {
    addPairs(8, 1.05);
    assertThat(report()).contains("regressed: B is slower, by more than 2 %.");
  }

  @Test
  void compare_faster_isImproved() {
    addPairs(8, 0.9);
    assertThat(report()).contains("improved: B is faster, by more than 2 %.");
  }

  @Test
  void compare_sameTimes_isEquivalent() {
    for (int pair = 1; pair <= 6; pair++) {
      add(Arm.A, pair, FIRST[pair]);
      add(Arm.B, pair, FIRST[pair]);
    }
    assertThat(report())
        .contains("equivalent: B is within 2 % of A.")
        .contains("(p = 1.0, 6 pairs)");
  }

  @Test
  void compare_wideInterval_isInconclusiveAndEstimatesThePairsNeeded() {
    for (int pair = 1; pair <= 6; pair++) {
      add(Arm.A, pair, 0.4);
      add(Arm.B, pair, 0.4 + 0.05 * (pair % 3 - 1));
    }
    assertThat(report())
        .contains("inconclusive: the interval is too wide to tell.")
        .containsPattern("About \\d+ pairs would narrow it to within 2 %");
  }

  @Test
  void compare_fivePairs_getNoVerdict() {
    addPairs(5, 1.5);
    assertThat(report())
        .contains("5 pairs; a verdict needs at least 6.")
        .doesNotContain("regressed")
        .doesNotContain(" more\n");
  }

  @Test
  void compare_onePair_hasNoInterval() {
    addPairs(1, 1.5);
    assertThat(report())
        .contains("(1 pair, no interval)")
        .contains("1 pair; a verdict needs at least 6.");
  }

  @Test
  void compare_unpairedSample_isExcludedAndReported() {
    addPairs(6, 1);
    add(Arm.A, 7, 0.4);
    assertThat(report()).contains("6 pairs").contains("excluded  1 unpaired sample");
  }

  @Test
  void compare_warmUpPair_isNotCounted() {
    add(Arm.A, 0, 9);
    add(Arm.B, 0, 1);
    addPairs(6, 1);
    assertThat(report()).contains("6 pairs)");
  }

  @Test
  void compare_page_fitsEightyColumns() {
    addPairs(8, 1.05);
    assertThat(report().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  private void addPairs(int pairs, double factor) {
    for (int pair = 1; pair <= pairs; pair++) {
      add(Arm.A, pair, FIRST[pair - 1]);
      add(Arm.B, pair, SECOND[pair - 1] * factor);
    }
  }

  private void add(Arm arm, int pair, double... warmSecs) {
    runs.addAll(Records.process("copy", false, Optional.of(arm), pair, warmSecs));
  }

  private String report() {
    return CompareReport.of(runs, new Paint(false));
  }
}
