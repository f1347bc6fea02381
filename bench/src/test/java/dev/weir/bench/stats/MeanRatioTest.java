package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanRatioTest {
  private static final int TRIALS = 4_000;

  @Test
  void ratio_isOfGeometricMeans() {
    Interval ratio = MeanRatio.of(new double[] {2, 8}, new double[] {1, 1});

    assertThat(ratio.point()).isCloseTo(4, within(1e-9));
    assertThat(ratio.low()).isLessThan(4);
    assertThat(ratio.high()).isGreaterThan(4);
  }

  @Test
  void ratio_ofEqualValues_hasNoWidth() {
    Interval ratio = MeanRatio.of(new double[] {6, 6}, new double[] {2, 2, 2});

    assertThat(ratio.point()).isCloseTo(3, within(1e-9));
    assertThat(ratio.high() - ratio.low()).isZero();
  }

  @Test
  void ratio_ofTheInverse_isTheInverse() {
    double[] first = {3, 4, 5};
    double[] second = {10, 12};

    Interval inverse = MeanRatio.of(second, first).mapDecreasing(value -> 1 / value);

    assertThat(MeanRatio.of(first, second).low()).isCloseTo(inverse.low(), within(1e-9));
    assertThat(MeanRatio.of(first, second).high()).isCloseTo(inverse.high(), within(1e-9));
  }

  @Test
  void interval_ofSamplesThatVaryDifferently_coversTheTruthIn95Percent() {
    SplittableRandom random = new SplittableRandom(1);
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Interval ratio = MeanRatio.of(sample(5, 2, 0.1, random), sample(8, 1, 0.02, random));
      covered += ratio.low() <= 2 && 2 <= ratio.high() ? 1 : 0;
    }

    assertThat((double) covered / TRIALS).isBetween(0.935, 0.965);
  }

  @Test
  void values_notAbove0_areRefused() {
    assertThatThrownBy(() -> MeanRatio.of(new double[] {1, 0}, new double[] {1, 2}))
        .hasMessage("a ratio of means needs values above 0");
  }

  private static double[] sample(int size, double centre, double spread, SplittableRandom random) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = centre * Math.exp(spread * random.nextGaussian());
    }
    return values;
  }
}
