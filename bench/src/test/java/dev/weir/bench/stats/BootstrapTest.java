package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values by SciPy 1.17.1, {@code bootstrap(method='BCa')} with 200,000 resamples. */
class BootstrapTest {
  private static final double[] VALUES = {
    0.3126, 0.3522, 0.5576, 0.4338, 0.2441, 0.3674, 0.3148, 0.3818, 0.2461, 0.3908, 0.3902, 0.5455,
    0.3982, 0.418, 0.2533, 0.6461, 0.2279, 0.4845, 0.3388, 0.2952, 0.3122, 0.311, 0.4046, 0.3579
  };

  @Test
  void mean_skewedValues_hasTheBcaInterval() {
    Interval interval = Bootstrap.mean(VALUES);
    // The error of 9,999 resamples at a 2.5 % quantile is about 3 % of the half-width.
    assertThat(interval.low()).isCloseTo(0.33850, within(0.002));
    assertThat(interval.high()).isCloseTo(0.42106, within(0.002));
  }

  @Test
  void mean_equalValues_hasNoWidth() {
    double[] equal = new double[20];
    Arrays.fill(equal, 0.5);
    assertThat(Bootstrap.mean(equal)).isEqualTo(new Interval(0.5, 0.5, 0.5));
  }

  @Test
  void displayed_belowTwentyValues_isStudents() {
    double[] few = Arrays.copyOf(VALUES, 19);
    assertThat(Means.displayed(few)).isEqualTo(Means.interval(few));
    assertThat(Means.displayed(VALUES)).isEqualTo(Bootstrap.mean(VALUES));
    assertThatThrownBy(() -> Bootstrap.mean(few)).isInstanceOf(IllegalArgumentException.class);
  }
}
