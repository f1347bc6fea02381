package dev.weir.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FamilyTest {
  private final Random random = new Random(9);
  private final Map<String, List<PairTime>> metrics = new LinkedHashMap<>();

  @Test
  void of_countFromZeroToTwelve_isFlagged() {
    metrics.put("gc", pairs(20, () -> 0, () -> 12));
    addEqual(20, 20);
    Difference<String> gc = Family.of(metrics).differences().get(0);
    assertThat(gc.flagged()).isTrue();
    assertThat(gc.difference().point()).isEqualTo(12);
  }

  @Test
  void of_oneSlowStageInEightPairs_isTheOnlyOneFlagged() {
    addEqual(24, 8);
    metrics.put("slow", pairs(8, () -> noise(0.1), () -> noise(0.11)));
    assertThat(
            Family.of(metrics).largestFirst().stream()
                .filter(Difference::flagged)
                .map(Difference::metric))
        .containsExactly("slow");
  }

  @Test
  void of_metricThatIsAlwaysZero_isNoTest() {
    metrics.put("slow", pairs(6, () -> noise(0.1), () -> noise(0.12)));
    for (int i = 0; i < 30; i++) {
      metrics.put("zero" + i, pairs(6, () -> 0, () -> 0));
    }
    // 2 / 2^6 is at most 0.05 / 1, but not 0.05 / 31.
    List<Difference<String>> differences = Family.of(metrics).differences();
    assertThat(differences.get(0).flagged()).isTrue();
    assertThat(differences.get(0).adjustedP()).isEqualTo(2 / 64.0);
    assertThat(differences.get(1).flagged()).isFalse();
  }

  @Test
  void of_equalBuilds_flagsAnyMetricInAtMostFivePercent() {
    for (int pairs : new int[] {8, 20}) {
      int flagged = 0;
      for (int trial = 0; trial < 600; trial++) {
        metrics.clear();
        addEqual(20, pairs);
        flagged += Family.of(metrics).differences().stream().anyMatch(Difference::flagged) ? 1 : 0;
      }
      // The 99.9 % quantile of a binomial distribution with 600 trials at 0.05.
      assertThat(flagged).isBetween(3, 48);
    }
  }

  @Test
  void of_anyMetric_isFlaggedExactlyWhereTheIntervalExcludesZero() {
    int flagged = 0;
    for (int trial = 0; trial < 300; trial++) {
      metrics.clear();
      for (int i = 0; i < 12; i++) {
        double slower = 0.1 * (1 + 0.005 * random.nextInt(12));
        metrics.put("m" + i, pairs(6 + trial % 15, () -> noise(0.1), () -> noise(slower)));
      }
      for (Difference<String> difference : Family.of(metrics).differences()) {
        boolean excludes = difference.difference().low() > 0 || difference.difference().high() < 0;
        assertThat(difference.flagged()).isEqualTo(excludes);
        assertThat(difference.flagged()).isEqualTo(difference.adjustedP() <= Looks.ALPHA);
        flagged += excludes ? 1 : 0;
      }
    }
    assertThat(flagged).isBetween(300, 3_300);
  }

  @Test
  void of_fivePairs_hasNoDifferences() {
    metrics.put("slow", pairs(5, () -> 1, () -> 2));
    assertThat(Family.of(metrics).differences()).isEmpty();
  }

  private void addEqual(int count, int pairs) {
    for (int i = 0; i < count; i++) {
      metrics.put("equal" + i, pairs(pairs, () -> noise(0.1), () -> noise(0.1)));
    }
  }

  private double noise(double seconds) {
    return seconds * Math.exp(0.02 * random.nextGaussian());
  }

  private static List<PairTime> pairs(int count, DoubleSupplier a, DoubleSupplier b) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PairTime(a.getAsDouble(), b.getAsDouble(), i % 2 == 1))
        .toList();
  }
}
