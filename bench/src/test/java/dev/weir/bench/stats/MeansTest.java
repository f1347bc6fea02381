package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values by SciPy 1.17.1, {@code scipy.stats.t}. */
class MeansTest {
  private static final double[] SECONDS = {0.41231, 0.41877, 0.42590, 0.40912, 0.43355};

  @Test
  void interval_fiveValues_hasFourDegreesOfFreedom() {
    Interval interval = Means.interval(SECONDS);
    assertThat(interval.low()).isCloseTo(0.4075536023735627, within(1e-12));
    assertThat(interval.point()).isCloseTo(0.41993, within(1e-12));
    assertThat(interval.high()).isCloseTo(0.43230639762643736, within(1e-12));
  }

  @Test
  void standardDeviation_dividesByOneLessThanN() {
    assertThat(Means.standardDeviation(SECONDS)).isCloseTo(0.009967589979528653, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736174694",
    "2, 4.302652729749462",
    "4, 2.7764451051977934",
    "9, 2.262157162798205",
    "29, 2.045229642132703",
  })
  void quantile_matchesTheTable(int degreesOfFreedom, double expected) {
    assertThat(Means.quantile(degreesOfFreedom)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void interval_equalValues_hasNoWidth() {
    assertThat(Means.interval(new double[] {0.5, 0.5, 0.5})).isEqualTo(new Interval(0.5, 0.5, 0.5));
  }

  @Test
  void interval_oneValue_isRefused() {
    assertThatThrownBy(() -> Means.interval(new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
