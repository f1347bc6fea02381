package dev.weir.bench.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The ratio of the geometric means of two independent samples, with an interval by Student's t on
 * their logarithms with unequal variances (Welch, "The generalization of Student's problem when
 * several different population variances are involved", Biometrika 34, 1947).
 */
public final class MeanRatio {
  private static final double TAIL = 0.025;

  private MeanRatio() {}

  /**
   * The ratio with its 95 % interval.
   *
   * @param numerator at least 2 values above 0
   * @param denominator as many or fewer or more
   */
  public static Interval of(double[] numerator, double[] denominator) {
    double[] above = logs(numerator);
    double[] below = logs(denominator);
    double point = Means.mean(above) - Means.mean(below);
    double first = squaredError(above);
    double second = squaredError(below);
    if (first + second == 0) {
      return new Interval(point, point, point).mapIncreasing(Math::exp);
    }
    double degrees =
        (first + second)
            * (first + second)
            / (first * first / (above.length - 1) + second * second / (below.length - 1));
    double half =
        TDistribution.of(degrees).inverseSurvivalProbability(TAIL) * Math.sqrt(first + second);
    return new Interval(point - half, point, point + half).mapIncreasing(Math::exp);
  }

  /** The squared standard error of the mean. */
  private static double squaredError(double[] values) {
    double deviation = Means.standardDeviation(values);
    return deviation * deviation / values.length;
  }

  private static double[] logs(double[] values) {
    if (!Arrays.stream(values).allMatch(value -> value > 0)) {
      throw new IllegalArgumentException("a ratio of means needs values above 0");
    }
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
