package dev.weir.bench.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/** Means and their intervals by Student's t. */
public final class Means {
  /** The level of every interval in a report. */
  public static final double CONFIDENCE = 0.95;

  private Means() {}

  public static double mean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("the mean of no values");
    }
    return Arrays.stream(values).sum() / values.length;
  }

  /** Standard deviation of a sample of at least 2 values: the divisor is n - 1. */
  public static double standardDeviation(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("a standard deviation takes 2 values or more");
    }
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /**
   * The mean of at least 2 values with its {@value #CONFIDENCE} interval: mean &plusmn; t s /
   * sqrt(n) with n - 1 degrees of freedom (Student, "The probable error of a mean", Biometrika 6,
   * 1908).
   */
  public static Interval interval(double[] values) {
    double mean = mean(values);
    double half =
        quantile(values.length - 1) * standardDeviation(values) / Math.sqrt(values.length);
    return new Interval(mean - half, mean, mean + half);
  }

  /** The two-sided quantile of Student's t at {@value #CONFIDENCE}. */
  static double quantile(int degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
  }
}
