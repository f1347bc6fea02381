package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanRatioTest {
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
  void interval_isThatOfTheLogarithms() {
    Interval ratio = MeanRatio.of(new double[] {2, 8, 9}, new double[] {1, 3});

    assertThat(ratio)
        .isEqualTo(
            MeanDifference.of(
                    new double[] {Math.log(2), Math.log(8), Math.log(9)},
                    new double[] {Math.log(1), Math.log(3)})
                .mapIncreasing(Math::exp));
  }

  @Test
  void values_notAbove0_areRefused() {
    assertThatThrownBy(() -> MeanRatio.of(new double[] {1, 0}, new double[] {1, 2}))
        .hasMessage("a ratio of means needs values above 0");
  }
}
