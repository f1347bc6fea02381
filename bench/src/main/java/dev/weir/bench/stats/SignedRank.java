package dev.weir.bench.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exact null distribution of Wilcoxon's signed-rank statistic T of n values: T is the sum of
 * those ranks 1 to n whose value is positive, each with probability 1/2 (Wilcoxon, "Individual
 * comparisons by ranking methods", Biometrics Bulletin 1, 1945).
 */
public final class SignedRank {
  /** The greatest number of values; the table takes time in the order of its cube. */
  public static final int MAX_VALUES = 1_000;

  /** P(T &le; t) by number of values. */
  private static final Map<Integer, double[]> CUMULATIVE = new ConcurrentHashMap<>();

  private SignedRank() {}

  /** P(T &le; t), without the assumption that t is possible: 0 below 0. */
  public static double cumulative(int values, int t) {
    double[] table = table(values);
    return t < 0 ? 0 : table[Math.min(t, table.length - 1)];
  }

  /** The two-sided p-value of a statistic: twice the probability of its smaller tail, at most 1. */
  public static double twoSidedP(int values, int smallerTail) {
    return Math.min(1, 2 * cumulative(values, smallerTail));
  }

  /**
   * The critical value of the two-sided test: the greatest t with 2 P(T &le; t) &le; level; -1
   * where no statistic of so few values reaches the level.
   */
  public static int critical(int values, double level) {
    double[] table = table(values);
    int found = Arrays.binarySearch(table, level / 2);
    int t = found >= 0 ? found : -found - 2;
    // Equal entries, where probabilities round to 0 or 1.
    while (t + 1 < table.length && 2 * table[t + 1] <= level) {
      t++;
    }
    return t;
  }

  /** The two-sided level that the test with {@link #critical} attains, at most {@code level}. */
  public static double attained(int values, double level) {
    return 2 * cumulative(values, critical(values, level));
  }

  private static double[] table(int values) {
    if (values < 1 || values > MAX_VALUES) {
      throw new IllegalArgumentException(
          "a signed-rank test takes 1 to %d values, not %d".formatted(MAX_VALUES, values));
    }
    return CUMULATIVE.computeIfAbsent(values, SignedRank::compute);
  }

  /** Adds rank after rank: f(n, t) = (f(n - 1, t) + f(n - 1, t - n)) / 2. */
  private static double[] compute(int values) {
    int max = values * (values + 1) / 2;
    double[] probability = new double[max + 1];
    probability[0] = 1;
    int reached = 0;
    for (int rank = 1; rank <= values; rank++) {
      reached += rank;
      for (int t = reached; t >= 0; t--) {
        double without = t > reached - rank ? 0 : probability[t];
        double with = t < rank ? 0 : probability[t - rank];
        probability[t] = (without + with) / 2;
      }
    }
    for (int t = 1; t <= max; t++) {
      probability[t] += probability[t - 1];
    }
    return probability;
  }
}
