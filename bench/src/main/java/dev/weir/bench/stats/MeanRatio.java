package dev.weir.bench.stats;

import java.util.Arrays;

/**
 * The ratio of the geometric means of two independent samples, with the interval of the difference
 * between their logarithms ({@link MeanDifference}).
 */
public final class MeanRatio {
  private MeanRatio() {}

  /**
   * The ratio with its 95 % interval.
   *
   * @param numerator at least 2 values above 0
   * @param denominator as many or fewer or more
   */
  public static Interval of(double[] numerator, double[] denominator) {
    return MeanDifference.of(logs(numerator), logs(denominator)).mapIncreasing(Math::exp);
  }

  private static double[] logs(double[] values) {
    if (!Arrays.stream(values).allMatch(value -> value > 0)) {
      throw new IllegalArgumentException("a ratio of means needs values above 0");
    }
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
