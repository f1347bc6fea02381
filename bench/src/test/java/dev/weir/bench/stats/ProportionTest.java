package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values by SciPy 1.17.1, {@code binomtest(...).proportion_ci(method='exact')}. */
class ProportionTest {
  @ParameterizedTest
  @CsvSource({
    "20, 400, 0.030805241143280735, 0.0761669727551424",
    "0, 20, 0.0, 0.16843347098308548",
    "20, 20, 0.8315665290169145, 1.0",
    "1, 20, 0.0012650894979560339, 0.24873276277202772",
  })
  void of_hits_hasTheExactInterval(int hits, int trials, double low, double high) {
    Interval interval = Proportion.of(hits, trials);
    assertThat(interval.low()).isCloseTo(low, within(1e-9));
    assertThat(interval.high()).isCloseTo(high, within(1e-9));
  }

  @Test
  void of_moreHitsThanTrials_isRefused() {
    assertThatThrownBy(() -> Proportion.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
