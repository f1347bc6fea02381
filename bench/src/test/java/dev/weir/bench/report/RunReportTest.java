package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunReportTest {
  /** Warm means of five rounds: 412.31, 418.77, 425.90, 409.12 and 433.55 ms, as in MeansTest. */
  private static final double[][] COPY = {
    {0.41131, 0.41331}, {0.41777, 0.41977}, {0.4259, 0.4259}, {0.40912, 0.40912}, {0.4, 0.4671}
  };

  private final List<RecordedRun> runs = new ArrayList<>();

  @Test
  void report_threeModesOfFiveRounds_printsThisPage() {
    for (int round = 1; round <= COPY.length; round++) {
      add("copy", false, round, COPY[round - 1]);
      add("limit", true, round, 0.4, 0.4);
      add("insert_many", false, round, 1.0 + round / 100.0, 1.0);
    }

    assertThat(report())
        .isEqualTo(
            """
            postgres, 50,000 rows, 5 rounds
              server    embedded
              JDK       Debian 17.0.15+6
              machine   AMD EPYC 7B13, 2 cores, 7.8 GiB, Linux 6
              governor  performance
              load      0.42 before each process; CPU steal up to 0.3 %
              build     48e3c5812a on main
              sample    one process: the mean of 2 warm runs, after the cold run and 1
                        warm-up run
              run       20260504T101500Z-7, all modes in each round, in a balanced order
                        from seed 42

            postgres/copy/50000     time:   [407.55 ms 419.93 ms 432.31 ms]
                                    thrpt:  [115.66 119.07 122.68 Krows/s]
                                            [13.879 14.288 14.722 MiB/s]
                                    median: 418.77 ms  MAD: 7.1300 ms
                                    cold:   [801.57 ms 825.64 ms 849.71 ms]

            postgres/insert_many/50000
                                    time:   [1.0052 s 1.0150 s 1.0248 s]
                                    thrpt:  [48.789 49.261 49.742 Krows/s]
                                            [5.8547 5.9113 5.9691 MiB/s]
                                    median: 1.0150 s  MAD: 5.0000 ms
                                    cold:   [2.0207 s 2.0600 s 2.0993 s]

            postgres/limit/50000    time:   [400.00 ms 400.00 ms 400.00 ms]
                                    thrpt:  [125.00 125.00 125.00 Krows/s]
                                    median: 400.00 ms  MAD: 0 ns
                                    cold:   [800.00 ms 800.00 ms 800.00 ms]

                                            copy insert_many       limit
            rows/s                        119067       49261      125000
            MiB/s                         14.288      5.9113           -
            warm ms                       419.93      1015.0      400.00
              first row ms                17.500      17.500           -
            cold, the first run of a process
              total ms                    825.64      2060.0      800.00
              first row ms                17.500      17.500           -
              process start ms            310.50      310.50           -
              load source ms              3.1000      3.1000           -
              load destination ms         0.4000      0.4000           -
            source
              total ms                    320.00      320.00           -
              connect ms                  10.000      10.000           -
              query ms                    5.0000      5.0000           -
              fetch ms                    250.00      250.00           -
              arrow encode ms             20.000      20.000           -
              compress ms                 5.0000      5.0000           -
              blocked ms                  10.000      10.000           -
              verify ms                   20.000      20.000           -
            destination
              total ms                    426.00      426.00           -
              connect ms                  10.000      10.000           -
              receive ms                  50.000      50.000           -
              decompress ms               4.0000      4.0000           -
              arrow decode ms             6.0000      6.0000           -
              transform ms                     0           0           -
              flush ms                    300.00      300.00           -
              build ms                    1.0000      1.0000           -
              verify ms                   25.000      25.000           -
              commit ms                   30.000      30.000           -
            cost of a run
              retries                          0           0           -
              CPU time ms                 600.00      600.00           -
              GC count                    2.0000      2.0000           -
              GC time ms                  4.0000      4.0000           -
              allocated MiB               70.000      70.000           -
              heap peak MiB               30.000      30.000           -
              RSS peak MiB                180.00      180.00           -
            rows/s relative to limit
              ratio                        0.953       0.394           -
              95 % low                     0.925       0.390           -
              95 % high                    0.981       0.398           -

            5 samples of each mode; a verdict needs at least 6.
            """);
  }

  @Test
  void report_anyNumberOfModes_fitsEightyColumns() {
    for (int mode = 0; mode < 12; mode++) {
      for (int round = 1; round <= 7; round++) {
        add("a-mode-with-a-long-name-" + mode, mode == 11, round, 0.4 + mode + round * 0.01);
      }
    }
    assertThat(report().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void report_longName_hasItsOwnLine() {
    add("insert_in_many_rows", false, 1, 0.4);
    assertThat(report())
        .contains(
            """
            postgres/insert_in_many_rows/50000
                                    time:   [400.00 ms]            """);
  }

  @Test
  void report_runsOfOneProcess_areOneSample() {
    add("copy", false, 1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8);

    assertThat(report())
        .contains("time:   [450.00 ms] one sample, no interval")
        .contains("1 sample of each mode; a verdict needs at least 6.");
  }

  @Test
  void report_sixRounds_areEnough() {
    IntStream.rangeClosed(1, 6).forEach(round -> add("copy", false, round, 0.4 + round * 0.01));
    assertThat(report()).doesNotContain("a verdict needs");
  }

  @Test
  void report_warmUpRound_isNotCounted() {
    add("copy", false, 0, 9.0);
    IntStream.rangeClosed(1, 6).forEach(round -> add("copy", false, round, 0.4));
    assertThat(report()).contains("6 rounds").contains("[400.00 ms 400.00 ms 400.00 ms]");
  }

  @Test
  void report_outlier_isClassifiedAndKept() {
    IntStream.rangeClosed(1, 9).forEach(round -> add("copy", false, round, 0.4 + round * 0.001));
    add("copy", false, 10, 4.05);
    assertThat(report())
        .contains("outliers, kept: 1 of 10 (1 high severe)")
        .contains(" 769.50 ms ");
  }

  @Test
  void report_ratioToTheLimit_isPairedWithinRounds() {
    // The machine slows down from round to round; each mode stays at half of the limit's speed.
    for (int round = 1; round <= 6; round++) {
      add("limit", true, round, 0.1 * round);
      add("copy", false, round, 0.2 * round);
    }
    assertThat(report())
        .containsPattern("  ratio +0\\.500 +-\n  95 % low +0\\.500 +-\n  95 % high +0\\.500 +-\n");
  }

  @Test
  void report_intervalDownToZero_givesNoRate() {
    add("copy", false, 1, 0.001);
    add("copy", false, 2, 1.0);
    assertThat(report()).contains("thrpt:  [interval too wide]");
  }

  @Test
  void report_inColour_hasTheSameText() {
    add("copy", false, 1, 0.4);
    add("copy", false, 2, 0.5);
    String coloured = RunReport.of(runs, new Paint(true));
    assertThat(coloured).contains("\u001b[1m450.00 ms\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(report());
  }

  private void add(String mode, boolean limit, int round, double... warmSecs) {
    runs.addAll(Records.process(mode, limit, Optional.empty(), round, warmSecs));
  }

  private String report() {
    return RunReport.of(runs, new Paint(false));
  }
}
