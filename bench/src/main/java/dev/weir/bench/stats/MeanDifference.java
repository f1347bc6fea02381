package dev.weir.bench.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of the means of two independent samples, with an interval by Student's t with
 * unequal variances (Welch, "The generalization of Student's problem when several different
 * population variances are involved", Biometrika 34, 1947).
 */
public final class MeanDifference {
  private static final double TAIL = 0.025;

  private MeanDifference() {}

  /**
   * The first mean less the second, with its 95 % interval.
   *
   * @param first at least 2 values
   * @param second as many or fewer or more
   */
  public static Interval of(double[] first, double[] second) {
    double point = Means.mean(first) - Means.mean(second);
    double firstError = squaredError(first);
    double secondError = squaredError(second);
    double error = firstError + secondError;
    if (error == 0) {
      return new Interval(point, point, point);
    }
    double degrees =
        error
            * error
            / (firstError * firstError / (first.length - 1)
                + secondError * secondError / (second.length - 1));
    double half = TDistribution.of(degrees).inverseSurvivalProbability(TAIL) * Math.sqrt(error);
    return new Interval(point - half, point, point + half);
  }

  /** The squared standard error of the mean. */
  private static double squaredError(double[] values) {
    double deviation = Means.standardDeviation(values);
    return deviation * deviation / values.length;
  }
}
