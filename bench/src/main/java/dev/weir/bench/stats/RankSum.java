package dev.weir.bench.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two independent samples, compared by the Wilcoxon rank-sum test (Mann and Whitney, "On a test of
 * whether one of two random variables is stochastically larger than the other", Annals of
 * Mathematical Statistics 18, 1947) and by its inversion, the Hodges-Lehmann estimate of the shift
 * with its interval (Hodges and Lehmann, "Estimates of location based on rank tests", Annals of
 * Mathematical Statistics 34, 1963; Hollander and Wolfe, Nonparametric Statistical Methods, section
 * 4.3). The p-value is at most a level exactly where the interval of this level excludes 0; a tie
 * counts against a difference.
 */
public final class RankSum {
  /** The most values of a sample. */
  public static final int MAX_VALUES = 500;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Up to this number of differences, the null distribution is exact; then it is normal. */
  private static final int EXACT = 10_000;

  /** second - first for all pairs of values, sorted. */
  private final double[] differences;

  /** The probability, for equal distributions, that at most u differences are negative. */
  private final double[] cumulative;

  private RankSum(double[] differences, double[] cumulative) {
    this.differences = differences;
    this.cumulative = cumulative;
  }

  /**
   * A comparison of two samples.
   *
   * @param first 1 to {@value #MAX_VALUES} finite values, in any order
   * @param second as many or fewer or more
   */
  public static RankSum of(double[] first, double[] second) {
    if (!isSample(first) || !isSample(second)) {
      throw new IllegalArgumentException(
          "a sample needs 1 to %d finite values".formatted(MAX_VALUES));
    }
    double[] differences = new double[first.length * second.length];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        differences[i * second.length + j] = second[j] - first[i];
      }
    }
    Arrays.sort(differences);
    return new RankSum(differences, cumulative(first.length, second.length));
  }

  private static boolean isSample(double[] values) {
    return values.length > 0
        && values.length <= MAX_VALUES
        && Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** The Hodges-Lehmann estimate of second - first: the median of all differences. */
  public double shift() {
    return Medians.median(differences);
  }

  /** The two-sided p-value. */
  public double p() {
    int notAbove = (int) Arrays.stream(differences).filter(value -> value <= 0).count();
    int notBelow = (int) Arrays.stream(differences).filter(value -> value >= 0).count();
    int extreme = Math.min(notAbove, notBelow);
    return extreme >= cumulative.length ? 1 : Math.min(1, 2 * cumulative[extreme]);
  }

  /**
   * The interval of the shift.
   *
   * @param level probability that it misses the shift, such as 0.05
   * @return empty where so few values cannot reject at this level
   */
  public Optional<Interval> interval(double level) {
    int beyond = 0;
    while (beyond < cumulative.length && 2 * cumulative[beyond] <= level) {
      beyond++;
    }
    return beyond == 0
        ? Optional.empty()
        : Optional.of(
            new Interval(
                differences[beyond - 1], shift(), differences[differences.length - beyond]));
  }

  /** The null distribution of the number of negative differences, up to its median. */
  static double[] cumulative(int first, int second) {
    double[] cumulative = new double[(first * second + 1) / 2];
    if (first * second <= EXACT) {
      double[] counts = counts(first, second, cumulative.length);
      double sum = 0;
      for (int u = 0; u < cumulative.length; u++) {
        sum += counts[u];
        cumulative[u] = sum / arrangements(first, second);
      }
    } else {
      double mean = first * second / 2.0;
      double deviation = Math.sqrt(first * second * (first + second + 1) / 12.0);
      for (int u = 0; u < cumulative.length; u++) {
        cumulative[u] = NORMAL.cumulativeProbability((u + 0.5 - mean) / deviation);
      }
    }
    return cumulative;
  }

  /**
   * How many of the arrangements have u inversions, for u below {@code length}: the coefficients of
   * the Gaussian binomial, the product over i = 1 to m of (1 - q^(n + i)) / (1 - q^i).
   */
  private static double[] counts(int m, int n, int length) {
    double[] counts = new double[length];
    if (length > 0) {
      counts[0] = 1;
    }
    for (int i = 1; i <= m; i++) {
      for (int u = length - 1; u >= n + i; u--) {
        counts[u] -= counts[u - n - i];
      }
      for (int u = i; u < length; u++) {
        counts[u] += counts[u - i];
      }
    }
    return counts;
  }

  private static double arrangements(int m, int n) {
    double product = 1;
    for (int i = 1; i <= m; i++) {
      product *= (double) (n + i) / i;
    }
    return product;
  }
}
