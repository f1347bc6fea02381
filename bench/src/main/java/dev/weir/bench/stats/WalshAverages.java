package dev.weir.bench.stats;

import java.util.Arrays;

/**
 * The averages of all pairs of values, each value with itself included: n (n + 1) / 2 of them. The
 * number above a point is the signed-rank statistic of the values around that point (Tukey, "The
 * simplest signed-rank tests", Princeton memorandum 17, 1949), so that the median of the averages,
 * the interval and the p-value come from the same test and cannot contradict each other.
 *
 * <p>An average that is 0 but for rounding counts against either alternative. The p-value is
 * therefore exact for values without ties and too large with them.
 */
public final class WalshAverages {
  private static final double ROUNDING = 1e-12;

  private final int values;
  private final double[] sorted;

  private WalshAverages(int values, double[] sorted) {
    this.values = values;
    this.sorted = sorted;
  }

  /**
   * The averages of finite values.
   *
   * @param values at least 1, at most {@link SignedRank#MAX_VALUES}
   */
  public static WalshAverages of(double[] values) {
    double greatest = 1;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    if (values.length == 0 || values.length > SignedRank.MAX_VALUES || !(greatest < 1e300)) {
      throw new IllegalArgumentException(
          "1 to %d finite values are needed".formatted(SignedRank.MAX_VALUES));
    }
    int n = values.length;
    double[] averages = new double[n * (n + 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double average = (values[i] + values[j]) / 2;
        averages[next++] = Math.abs(average) <= ROUNDING * greatest ? 0 : average;
      }
    }
    Arrays.sort(averages);
    return new WalshAverages(n, averages);
  }

  /** The number of values. */
  public int values() {
    return values;
  }

  /**
   * The Hodges-Lehmann estimate of the centre: the median of the averages (Hodges and Lehmann,
   * "Estimates of location based on rank tests", Annals of Mathematical Statistics 34, 1963).
   */
  public double point() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The two-sided p-value of the exact signed-rank test of the centre 0. */
  public double p() {
    int positive = 0;
    int negative = 0;
    for (double average : sorted) {
      if (average > 0) {
        positive++;
      } else if (average < 0) {
        negative++;
      }
    }
    return SignedRank.twoSidedP(values, sorted.length - Math.max(positive, negative));
  }

  /**
   * The Hodges-Lehmann estimate and the centres that the two-sided test does not reject: from the
   * average of rank c + 1 from below to that from above, where c is the critical value. Excludes 0
   * exactly where {@link #p} is at most the level.
   *
   * @param level 1 minus the confidence, at least 2 / 2^n
   */
  public Interval interval(double level) {
    int critical = SignedRank.critical(values, level);
    if (critical < 0) {
      throw new IllegalArgumentException(
          "%d values cannot reject at the level %s".formatted(values, level));
    }
    int low = Math.min(critical, (sorted.length - 1) / 2);
    return new Interval(sorted[low], point(), sorted[sorted.length - 1 - low]);
  }
}
