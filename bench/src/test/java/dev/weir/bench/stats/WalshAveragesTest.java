package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expected values by SciPy 1.17.1, {@code wilcoxon(exact)}, and NumPy: the sorted averages. */
class WalshAveragesTest {
  private static final double[] VALUES = {
    0.031, -0.012, 0.045, 0.008, 0.027, -0.004, 0.052, 0.019, 0.036, -0.021, 0.015, 0.041
  };

  private final WalshAverages averages = WalshAverages.of(VALUES);

  @Test
  void point_isTheMedianOfTheAverages() {
    assertThat(averages.point()).isCloseTo(0.02025, within(1e-12));
  }

  @Test
  void p_isExact() {
    assertThat(averages.p()).isCloseTo(0.02099609375, within(1e-12));
  }

  @Test
  void interval_isBetweenTheCriticalAverages() {
    assertThat(averages.interval(0.05).low()).isCloseTo(0.0035, within(1e-12));
    assertThat(averages.interval(0.05).high()).isCloseTo(0.036, within(1e-12));
    assertThat(averages.interval(0.01).low()).isCloseTo(-0.003, within(1e-12));
    assertThat(averages.interval(0.01).high()).isCloseTo(0.041, within(1e-12));
  }

  @Test
  void interval_anyLevel_excludesZeroExactlyWherePIsAtMostTheLevel() {
    Random random = new Random(11);
    int excluded = 0;
    for (int trial = 0; trial < 3_000; trial++) {
      int n = 6 + random.nextInt(20);
      // Whole numbers, so that ties and zeros are frequent.
      double[] values = random.ints(n, -4, 7).asDoubleStream().toArray();
      WalshAverages tied = WalshAverages.of(values);
      double level = 0.04 + 0.2 * random.nextDouble();
      Interval interval = tied.interval(level);
      boolean excludes = interval.low() > 0 || interval.high() < 0;
      assertThat(tied.p() <= level).isEqualTo(excludes);
      excluded += excludes ? 1 : 0;
    }
    assertThat(excluded).isBetween(300, 2_700);
  }

  @Test
  void p_allZero_isOne() {
    assertThat(WalshAverages.of(new double[] {0, 0, 0, 0, 0, 0}).p()).isEqualTo(1);
  }

  @Test
  void interval_tooFewValuesForTheLevel_isRefused() {
    assertThatThrownBy(() -> WalshAverages.of(new double[] {1, 2, 3, 4, 5}).interval(0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 values cannot reject");
  }

  @Test
  void of_nothingOrNotFinite_isRefused() {
    assertThatThrownBy(() -> WalshAverages.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WalshAverages.of(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
