package dev.weir.bench.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Shares of trials. */
public final class Proportion {
  private static final double TAIL = 0.025;

  private Proportion() {}

  /**
   * The share of hits with its exact 95 % interval (Clopper and Pearson, "The use of confidence or
   * fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934).
   *
   * @param hits from 0 to {@code trials}
   * @param trials at least 1
   */
  public static Interval of(int hits, int trials) {
    if (hits < 0 || trials < 1 || hits > trials) {
      throw new IllegalArgumentException("%d hits of %d trials".formatted(hits, trials));
    }
    int misses = trials - hits;
    double low =
        hits == 0 ? 0 : BetaDistribution.of(hits, misses + 1).inverseCumulativeProbability(TAIL);
    double high =
        misses == 0 ? 1 : BetaDistribution.of(hits + 1, misses).inverseSurvivalProbability(TAIL);
    return new Interval(low, (double) hits / trials, high);
  }
}
