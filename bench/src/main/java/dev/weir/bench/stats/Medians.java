package dev.weir.bench.stats;

import java.util.Arrays;

/** Order statistics, which are robust against outliers. */
public final class Medians {
  private Medians() {}

  public static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /**
   * A quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan, "Sample
   * quantiles in statistical packages", The American Statistician 50, 1996.
   *
   * @param values at least one, in any order
   * @param probability 0 to 1
   */
  public static double quantile(double[] values, double probability) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a quantile of no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double rank = probability * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
