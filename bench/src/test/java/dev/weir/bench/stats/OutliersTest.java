package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutliersTest {
  @Test
  void of_valuesBeyondTheFences_areClassified() {
    // Quartiles 2.75 and 8.25 (NumPy): fences at -5.5 and 16.5, and at -13.75 and 24.75.
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 40, -30};
    assertThat(Outliers.of(values)).isEqualTo(new Outliers(1, 0, 1, 1));
    assertThat(Outliers.of(values).total()).isEqualTo(3);
  }

  @Test
  void of_lowValueBetweenTheFences_isMild() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 40, -6};
    assertThat(Outliers.of(values).lowMild()).isEqualTo(1);
  }

  @Test
  void of_evenSpread_hasNone() {
    assertThat(Outliers.of(new double[] {1, 2, 3, 4, 5}).total()).isZero();
  }
}
