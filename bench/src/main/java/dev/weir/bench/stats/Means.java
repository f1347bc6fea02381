package dev.weir.bench.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/** Means, and their confidence intervals by Student's t. */
public final class Means {
  /** The confidence level of every interval. */
  private static final double CONFIDENCE = 0.95;

  private Means() {}

  public static double mean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("the mean of no values");
    }
    return Arrays.stream(values).sum() / values.length;
  }

  /** The standard deviation of at least 2 values, with the divisor n - 1. */
  public static double standardDeviation(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("a standard deviation needs at least 2 values");
    }
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /**
   * The mean of at least 2 values with its 95 % interval: mean &plusmn; t s / sqrt(n) with n - 1
   * degrees of freedom (Student, "The probable error of a mean", Biometrika 6, 1908).
   */
  public static Interval interval(double[] values) {
    double mean = mean(values);
    double half =
        quantile(values.length - 1) * standardDeviation(values) / Math.sqrt(values.length);
    return new Interval(mean - half, mean, mean + half);
  }

  /**
   * The interval for display: by Student's t below {@link Bootstrap#MIN_VALUES} values, else by
   * bootstrap.
   */
  public static Interval displayed(double[] values) {
    return values.length < Bootstrap.MIN_VALUES ? interval(values) : Bootstrap.mean(values);
  }

  /** The two-sided 95 % quantile of Student's t. */
  static double quantile(int degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
  }
}
