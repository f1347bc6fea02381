package dev.weir.bench.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests (Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * The adjusted p-values: the k-th smallest of m is multiplied by m - k + 1, and is at least as
   * large as the ones before it, and at most 1.
   *
   * @param p p-values in any order
   * @return in the same order
   */
  public static double[] adjusted(double[] p) {
    double[] adjusted = new double[p.length];
    double floor = 0;
    List<Integer> order = order(p);
    for (int k = 0; k < order.size(); k++) {
      int i = order.get(k);
      floor = Math.max(floor, Math.min(1, p[i] * (p.length - k)));
      adjusted[i] = floor;
    }
    return adjusted;
  }

  /**
   * The level at which each test is decided: alpha / (m - k + 1) for the k-th smallest p-value, as
   * long as all before it are rejected, and the level of the first that is not rejected for all
   * that follow. A test is rejected exactly where p is at most this level.
   */
  public static double[] levels(double[] p, double alpha) {
    double[] levels = new double[p.length];
    int rejected = 0;
    List<Integer> order = order(p);
    for (int k = 0; k < order.size(); k++) {
      int i = order.get(k);
      levels[i] = alpha / (p.length - rejected);
      if (rejected == k && p[i] <= levels[i]) {
        rejected++;
      }
    }
    return levels;
  }

  private static List<Integer> order(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .toList();
  }
}
