package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "1.010, 1.050, 1.090, REGRESSED",
    "0.910, 0.950, 0.990, IMPROVED",
    "0.985, 1.000, 1.015, EQUIVALENT",
    "1.005, 1.010, 1.015, EQUIVALENT",
    "1.005, 1.015, 1.025, INCONCLUSIVE",
    "0.960, 1.050, 1.140, INCONCLUSIVE",
    "0.900, 1.000, 1.100, INCONCLUSIVE",
    "0.970, 0.985, 0.995, INCONCLUSIVE",
  })
  void of_interval_isTheExpectedVerdict(double low, double point, double high, Verdict expected) {
    assertThat(Verdict.of(new Interval(low, point, high))).isEqualTo(expected);
  }

  @Test
  void interval_pointOutsideOrNotFinite_isRefused() {
    assertThatThrownBy(() -> new Interval(1, 2, 1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(1, Double.NaN, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(1, 2, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
