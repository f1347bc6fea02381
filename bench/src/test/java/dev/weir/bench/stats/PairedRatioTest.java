package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values by SciPy 1.17.1: {@code t.interval} on the logs, {@code wilcoxon(exact)}. */
class PairedRatioTest {
  private static final double[] FIRST = {412.3, 418.8, 425.9, 409.1, 433.6, 415.2, 420.4, 411.7};
  private static final double[] SECOND = {428.1, 431.9, 429.7, 425.6, 440.2, 441.3, 419.9, 432.8};

  private final PairedRatio ratio = PairedRatio.of(FIRST, SECOND);

  @Test
  void interval_isStudentsOnTheLogRatios() {
    Interval interval = ratio.interval();
    assertThat(interval.low()).isCloseTo(1.01256129, within(1e-8));
    assertThat(interval.point()).isCloseTo(1.0306724017925264, within(1e-12));
    assertThat(interval.high()).isCloseTo(1.04910746, within(1e-8));
  }

  @Test
  void interval_ofTheInverse_isTheInverse() {
    Interval back = PairedRatio.of(SECOND, FIRST).interval();
    assertThat(back.low()).isCloseTo(1 / ratio.interval().high(), within(1e-12));
  }

  @Test
  void of_unequalCountsOrZero_isRefused() {
    assertThatThrownBy(() -> PairedRatio.of(FIRST, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedRatio.of(new double[] {0}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedRatio.of(new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
