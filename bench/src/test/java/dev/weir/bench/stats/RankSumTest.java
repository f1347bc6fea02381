package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class RankSumTest {
  private static final double[] FIRST = {4.1, 4.6, 3.9, 5.2, 4.4, 4.8, 4.3, 6.0, 4.0};
  private static final double[] SECOND = {4.2, 4.7, 5.1, 5.6, 4.5, 4.9, 6.3, 5.0};

  @Test
  void interval_ofTenAndFiveValues_hasTheTabledCriticalValue() {
    // Critical values of U for a two-sided level of 0.05: 8 for 10 and 5 values, 2 for 5 and 5.
    assertThat(beyond(10, 5)).isEqualTo(8);
    assertThat(beyond(5, 5)).isEqualTo(2);
    assertThat(beyond(4, 4)).isZero();
    assertThat(beyond(20, 20)).isEqualTo(127);
  }

  @Test
  void interval_ofThreeAndThreeValues_isEmpty() {
    // 2 of C(6, 3) = 20 arrangements: 0.1 is the least p-value.
    RankSum apart = RankSum.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(apart.p()).isCloseTo(0.1, within(1e-15));
    assertThat(apart.interval(0.05)).isEmpty();
    assertThat(apart.interval(0.1)).contains(new Interval(1, 3, 5));
  }

  @Test
  void shift_isTheMedianOfAllDifferences() {
    assertThat(RankSum.of(new double[] {1, 4}, new double[] {2, 9}).shift()).isEqualTo(3);
  }

  @Test
  void p_withoutTies_isThatOfTheExactTest() {
    Random random = new Random(7);
    for (int trial = 0; trial < 300; trial++) {
      double[] first = values(random, 2 + random.nextInt(14), 0);
      double[] second = values(random, 2 + random.nextInt(14), random.nextInt(3));
      double exact =
          MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT).test(first, second).getPValue();
      assertThat(RankSum.of(first, second).p()).isCloseTo(exact, within(1e-12));
    }
  }

  @Test
  void p_ofLargeSamples_isCloseToTheNormalApproximation() {
    Random random = new Random(8);
    for (int size : new int[] {95, 105, 400}) {
      double[] first = values(random, size, 0);
      double[] second = values(random, size, 0.25);
      double asymptotic =
          MannWhitneyUTest.withDefaults()
              .with(PValueMethod.ASYMPTOTIC)
              .test(first, second)
              .getPValue();
      assertThat(RankSum.of(first, second).p()).isCloseTo(asymptotic, within(1e-3));
    }
  }

  @Test
  void p_isAtMostTheLevelExactlyWhereTheIntervalExcludesZero() {
    Random random = new Random(9);
    int rejected = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      // Rounded, so that there are ties.
      double[] first = rounded(values(random, 4 + random.nextInt(12), 0));
      double[] second = rounded(values(random, 4 + random.nextInt(12), random.nextInt(3) * 0.6));
      RankSum both = RankSum.of(first, second);
      Interval interval = both.interval(0.05).orElseThrow();
      boolean excludes = interval.low() > 0 || interval.high() < 0;
      assertThat(both.p() <= 0.05).isEqualTo(excludes);
      rejected += excludes ? 1 : 0;
    }
    assertThat(rejected).isBetween(200, 1_500);
  }

  @Test
  void interval_ofEqualDistributions_coversZeroInNinetyFivePercent() {
    Random random = new Random(10);
    int covered = 0;
    int trials = 4_000;
    for (int trial = 0; trial < trials; trial++) {
      Interval interval =
          RankSum.of(values(random, 9, 0), values(random, 7, 0)).interval(0.05).orElseThrow();
      covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    // The exact test of 9 and 7 values attains 0.042; 4 standard errors are 0.013.
    assertThat((double) covered / trials).isBetween(0.945, 0.972);
  }

  @Test
  void interval_ofSwappedSamples_isMirrored() {
    Interval forwards = RankSum.of(FIRST, SECOND).interval(0.05).orElseThrow();
    Interval backwards = RankSum.of(SECOND, FIRST).interval(0.05).orElseThrow();
    assertThat(forwards.low()).isEqualTo(-backwards.high());
    assertThat(forwards.high()).isEqualTo(-backwards.low());
    assertThat(forwards.point()).isCloseTo(-backwards.point(), within(1e-12));
  }

  @Test
  void of_emptyOrInfiniteSample_isRefused() {
    assertThatThrownBy(() -> RankSum.of(new double[0], FIRST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RankSum.of(FIRST, new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The largest number of differences on the wrong side that still rejects at 0.05. */
  private static int beyond(int first, int second) {
    double[] cumulative = RankSum.cumulative(first, second);
    int critical = -1;
    while (2 * cumulative[critical + 1] <= 0.05) {
      critical++;
    }
    return critical;
  }

  private static double[] values(Random random, int count, double shift) {
    return random.doubles(count).map(value -> 2 * value + shift).toArray();
  }

  private static double[] rounded(double[] values) {
    double[] rounded = values.clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.rint(values[i] * 4) / 4;
    }
    return rounded;
  }
}
