package dev.weir.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
  private static final double[] STEP = {1.0, 1.2, 0.9, 1.1, 1.05, 1.6, 1.5, 1.7, 1.55};

  private final Random random = new Random(4);

  /** By NumPy 2.4.6, from all distances. */
  @Test
  void divergence_isThatOfAllDistances() {
    EnergyDistance distance = new EnergyDistance(STEP);
    assertThat(distance.divergence(0, 5, 9)).isCloseTo(1.837037037037038, within(1e-12));
    assertThat(distance.best(0, 9, 4).at()).isEqualTo(5);
  }

  /** p by SciPy 1.17.1, {@code ttest_ind(equal_var=False)}. */
  @Test
  void of_step_isFoundWithItsMeans() {
    List<ChangePoint> changes = ChangePoints.of(STEP);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).index()).isEqualTo(5);
    assertThat(changes.get(0).before()).isCloseTo(1.05, within(1e-12));
    assertThat(changes.get(0).after()).isCloseTo(1.5875, within(1e-12));
    assertThat(changes.get(0).p()).isCloseTo(7.944776536804379e-05, within(1e-12));
  }

  @Test
  void of_twoSteps_areBothFound() {
    double[] values =
        IntStream.range(0, 60)
            .mapToDouble(i -> (i < 20 ? 1 : i < 45 ? 1.2 : 1.1) + 0.02 * random.nextGaussian())
            .toArray();
    assertThat(ChangePoints.of(values).stream().map(ChangePoint::index)).containsExactly(20, 45);
  }

  @Test
  void of_noise_hasSeldomAChange() {
    int series = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] values = IntStream.range(0, 40).mapToDouble(i -> random.nextGaussian()).toArray();
      series += ChangePoints.of(values).isEmpty() ? 0 : 1;
    }
    assertThat(series).isLessThanOrEqualTo(30);
  }

  @Test
  void of_constantOrShortSeries_hasNoChange() {
    assertThat(ChangePoints.of(new double[30])).isEmpty();
    assertThat(ChangePoints.of(new double[] {1, 2, 3})).isEmpty();
    assertThat(ChangePoints.of(new double[0])).isEmpty();
  }

  @Test
  void of_constantLevels_changeAtTheStep() {
    double[] values = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2};
    assertThat(ChangePoints.of(values)).containsExactly(new ChangePoint(5, 1, 2, 0));
  }
}
