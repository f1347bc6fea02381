package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {
  private static final int TRIALS = 4_000;

  @Test
  void difference_isOfArithmeticMeans() {
    Interval difference = MeanDifference.of(new double[] {1, 3}, new double[] {5, 5, 8});

    assertThat(difference.point()).isCloseTo(-4, within(1e-9));
  }

  @Test
  void difference_ofEqualValues_hasNoWidth() {
    Interval difference = MeanDifference.of(new double[] {6, 6}, new double[] {2, 2, 2});

    assertThat(difference).isEqualTo(new Interval(4, 4, 4));
  }

  @Test
  void interval_ofSamplesThatVaryDifferently_coversTheTruthIn95Percent() {
    SplittableRandom random = new SplittableRandom(1);
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Interval difference = MeanDifference.of(sample(5, 2, 1, random), sample(8, 3, 0.1, random));
      covered += difference.low() <= -1 && -1 <= difference.high() ? 1 : 0;
    }

    assertThat((double) covered / TRIALS).isBetween(0.935, 0.965);
  }

  private static double[] sample(int size, double centre, double spread, SplittableRandom random) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = centre + spread * random.nextGaussian();
    }
    return values;
  }
}
