package dev.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.stats.Interval;
import org.junit.jupiter.api.Test;

class SlopesTest {
  private static final long SECOND_NANOS = 1_000_000_000;
  private final Slopes slopes = new Slopes();

  @Test
  void perSecond_lines_isTheirSlope() {
    addLine(5, 100);
    addLine(5, -40);

    Interval slope = slopes.perSecond();

    assertThat(slope.low()).isCloseTo(5, within(1e-9));
    assertThat(slope.point()).isCloseTo(5, within(1e-9));
    assertThat(slope.high()).isCloseTo(5, within(1e-9));
  }

  /** Student's t with one degree of freedom: 12.706 times the standard error of 1. */
  @Test
  void perSecond_partsThatDiffer_hasAnIntervalAroundTheMean() {
    addLine(3, 0);
    addLine(5, 0);

    Interval slope = slopes.perSecond();

    assertThat(slope.point()).isCloseTo(4, within(1e-9));
    assertThat(slope.high() - slope.point()).isCloseTo(12.706, within(0.001));
    assertThat(slope.point() - slope.low()).isCloseTo(12.706, within(0.001));
  }

  /** Least squares of (0, 0), (1, 3), (2, 0), (3, 3): 0.6. */
  @Test
  void endPart_scatteredSamples_fitsByLeastSquares() {
    for (int part = 0; part < 2; part++) {
      for (int i = 0; i < 4; i++) {
        slopes.sample(i * SECOND_NANOS, i % 2 * 3);
      }
      slopes.endPart();
    }

    assertThat(slopes.perSecond().point()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void endPart_oneTime_isRefused() {
    slopes.sample(SECOND_NANOS, 1);
    slopes.sample(SECOND_NANOS, 2);

    assertThatThrownBy(slopes::endPart)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two times");
  }

  private void addLine(double slope, double start) {
    for (int i = 0; i < 7; i++) {
      slopes.sample(i * SECOND_NANOS / 2, start + slope * i / 2);
    }
    slopes.endPart();
  }
}
