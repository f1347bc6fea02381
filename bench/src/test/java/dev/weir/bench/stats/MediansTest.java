package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Expected values by NumPy 2 and SciPy 1.17.1. */
class MediansTest {
  @Test
  void median_oddCount_isTheMiddleValue() {
    assertThat(Medians.median(new double[] {3, 1, 2})).isEqualTo(2);
  }

  @Test
  void median_evenCount_isHalfwayBetweenTheMiddleTwo() {
    assertThat(Medians.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }

  @Test
  void quantile_betweenValues_isInterpolated() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 40, -30};
    assertThat(Medians.quantile(values, 0.25)).isEqualTo(2.75);
    assertThat(Medians.quantile(values, 0.75)).isEqualTo(8.25);
  }

  @Test
  void median_ofNothing_isRefused() {
    assertThatThrownBy(() -> Medians.median(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
