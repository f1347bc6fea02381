package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {
  private static final PageLayout PLAIN = new PageLayout(80, false, new Paint(false));

  /** The two-sided 95 % quantile of Student's t with 4 degrees of freedom, from a printed table. */
  private static final double T_OF_FIVE_SAMPLES = 2.776;

  private static Fixture fiveRounds() {
    Fixture fixture = new Fixture(1);
    for (int round = 1; round <= 5; round++) {
      fixture.round("copy", false, round, 0.1);
      fixture.round("pipe", true, round, 0.02);
    }
    return fixture;
  }

  @Test
  void report_fiveRounds_printsThisPage() {
    assertThat(text(fiveRounds(), PLAIN))
        .isEqualTo(
            """
            postgres, 50,000 rows, 5 rounds

                       time, ms [95 %]  Krows/s   % of pipe [95 %]  CPU, ms  RSS, MiB
            copy  400.5 [395.4, 405.5]    124.9  79.7 [78.3, 81.2]    600.7     180.6
            pipe  319.2 [315.7, 322.6]    156.7                  -        -         -

            Cold and warm runs of the same processes
                    cold, ms [95 %]  warm, ms  start-up, ms  first row, ms
            copy  1202 [1179, 1225]     400.5         311.2          17.47
            pipe     962 [947, 976]     319.2             -              -

            Stages and cost
                          copy
            rate
              MiB/s      14.99
            run, ms
              first row  17.55
            source, ms
              total      320.5
              fetch      249.5
            destination, ms
              total      348.2
              receive    50.14
              flush      300.2
            cost, ms
              CPU time   600.7
              GC time    4.030
            cost, MiB
              RSS peak   180.6

            How it was measured
              server    embedded
              JDK       Debian 17.0.15+6
              machine   AMD EPYC 7B13, 2 cores, 7.8 GiB, Linux 6
              load      0.42 before each process; CPU steal up to 0.3 %
              build     48e3c5812a on main
              sample    one process: the mean of 2 warm runs, after the cold run and 1
                        warm-up run
              run       20260504T101500Z-7, all modes in each round, in a balanced order
                        from seed 42
            """);
  }

  @Test
  void report_time_isTheMeanOfTheProcessMeansWithItsInterval() {
    List<RecordedRun> runs = fiveRounds().runs();
    double[] samples = new double[5];
    for (RecordedRun run : runs) {
      if (run.subject().mode().equals("copy") && run.phase() == Phase.WARM) {
        samples[run.slot().iteration() - 1] += run.record().durationSecs() * 1_000 / 2;
      }
    }
    double mean = Arrays.stream(samples).sum() / 5;
    double squares = Arrays.stream(samples).map(ms -> (ms - mean) * (ms - mean)).sum();
    double half = T_OF_FIVE_SAMPLES * Math.sqrt(squares / 4 / 5);

    assertThat(text(fiveRounds(), PLAIN))
        .contains(
            String.format(
                Locale.ROOT,
                "%.1f [%.1f, %.1f]",
                mean,
                Math.floor((mean - half) * 10) / 10,
                Math.ceil((mean + half) * 10) / 10))
        .contains(String.format(Locale.ROOT, "  %.1f  ", 50_000 / mean));
  }

  @Test
  void report_withoutStages_hasNone() {
    assertThat(TextFormat.of(RunReport.of(fiveRounds().runs(), false), PLAIN))
        .doesNotContain("flush");
  }

  @Test
  void report_stages_leaveOutWhatIsZeroThroughout() {
    assertThat(text(fiveRounds(), PLAIN))
        .contains("flush")
        .doesNotContain("compress")
        .doesNotContain("GC count");
  }

  @Test
  void report_neverSpeaksOfOutliers() {
    Fixture fixture = fiveRounds();
    fixture.round("copy", false, 6, 4).round("pipe", true, 6, 4);
    assertThat(text(fixture, PLAIN)).doesNotContainIgnoringCase("outlier");
  }

  @Test
  void report_oneProcess_hasNoInterval() {
    Fixture fixture = new Fixture(1).round("copy", false, 1, 0.1);
    assertThat(text(fixture, PLAIN)).contains("One process of each mode: no intervals.");
    assertThat(text(fixture, PLAIN).lines().filter(line -> line.startsWith("copy")))
        .allSatisfy(line -> assertThat(line).doesNotContain("["));
  }

  @Test
  void report_shareOfTheLimit_isPairedWithinRounds() {
    // The machine slows down from round to round; the ratio of copy to the limit stays.
    Fixture fixture = new Fixture(1).noise(0);
    for (int round = 1; round <= 6; round++) {
      fixture.round("pipe", true, round, 0.1 * round - 0.3);
      fixture.round("copy", false, round, 0.2 * round - 0.3);
    }
    assertThat(text(fixture, PLAIN)).contains("50.0 [50.0, 50.0]");
  }

  @Test
  void report_modeWithAndWithoutStartupCache_saysWhatItSaves() {
    Fixture fixture = fiveRounds();
    assertThat(text(fixture, PLAIN)).doesNotContain("start-up cache");
    for (int round = 1; round <= 5; round++) {
      fixture.round("copy-no-aot", false, round, 0.2);
    }
    // The cold run takes three times the overhead: 300 ms more without the cache.
    assertThat(text(fixture, PLAIN))
        .contains("What the start-up cache saves")
        .containsPattern("copy, cold run +1[0-9]+ +1[0-9]+ +\\+(29|30|31)[0-9] \\[");
  }

  @Test
  void report_partialRun_saysWhatIsMissing() {
    Fixture fixture = fiveRounds().round("copy", false, 6, 0.1);
    assertThat(text(fixture, PLAIN)).contains("Incomplete: round 6 has no sample of pipe.");
  }

  @Test
  void report_steal_isAWarning() {
    assertThat(text(fiveRounds().steal(0.2).round("copy", false, 6, 0.1), PLAIN))
        .contains("Warning: The hypervisor gave up to 20 % of the CPU time");
    assertThat(text(fiveRounds(), PLAIN)).doesNotContain("Warning");
  }

  @Test
  void report_changedEnvironment_isAWarning() {
    assertThat(text(fiveRounds().postgres("18.7").round("copy", false, 6, 0.1), PLAIN))
        .contains("Warning: The environment changed during the run");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100})
  void report_anyNumberOfModes_fitsTheTerminal(int columns) {
    Fixture fixture = new Fixture(1);
    for (int mode = 0; mode < 12; mode++) {
      for (int round = 1; round <= 3; round++) {
        fixture.round("mode-with-a-long-name-" + mode, mode == 11, round, 0.1 + mode * 1.3);
      }
    }
    String text = text(fixture, new PageLayout(columns, false, new Paint(false)));
    assertThat(text.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    assertThat(text).contains("mode-with-a-long-name-7\n");
  }

  @Test
  void report_asciiTerminal_getsAscii() {
    Fixture fixture = new Fixture(1).round("größe", false, 1, 0.1);
    assertThat(text(fixture, new PageLayout(80, true, new Paint(false))))
        .contains("gr??e")
        .matches("\\p{ASCII}*");
  }

  @Test
  void report_inColour_hasTheSameText() {
    String coloured = text(fiveRounds(), new PageLayout(80, false, new Paint(true)));
    assertThat(coloured).contains("\u001b[1m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(text(fiveRounds(), PLAIN));
  }

  private static String text(Fixture fixture, PageLayout layout) {
    return TextFormat.of(RunReport.of(fixture.runs(), true), layout);
  }
}
