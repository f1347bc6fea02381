package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.SignedRank;
import dev.weir.bench.stats.WalshAverages;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a comparison can find, given the spread of its pairs: the normal approximation of the
 * Hodges-Lehmann estimate at each look.
 *
 * @param standardDeviation that of a pair's log-ratio which would give the estimate's interval
 * @param limits of the verdict
 * @param looks the plan
 */
public record Power(double standardDeviation, Limits limits, Looks looks) {
  /** The probability that the figures are stated for. */
  public static final double POWER = 0.8;

  /** The upper bound of advised pairs. */
  public static final int MAX_ADVISED = 1_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** The level of the interval that measures the spread: the middle of the distribution. */
  private static final double SPREAD_LEVEL = 0.2;

  static Power of(WalshAverages averages, Limits limits, Looks looks) {
    int n = averages.values();
    Interval interval = averages.interval(SPREAD_LEVEL);
    double z = NORMAL.inverseSurvivalProbability(SignedRank.attained(n, SPREAD_LEVEL) / 2);
    double standardError = (interval.high() - interval.low()) / 2 / z;
    return new Power(standardError * Math.sqrt(n), limits, looks);
  }

  /**
   * The relative slowdown that {@code pairs} pairs find with the probability {@link #POWER}: the
   * verdict is that B regressed, at the last look or clearly at an earlier one.
   */
  public double detectable(int pairs) {
    double low = 0;
    double high = Math.log1p(limits.threshold()) + 8 * standardDeviation;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (found(middle, pairs) < POWER) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.expm1(high);
  }

  /**
   * The probability of the verdict that B regressed.
   *
   * @param effect the true log-ratio
   */
  double found(double effect, int pairs) {
    if (standardDeviation == 0) {
      return effect > Math.log(limits.slower()) ? 1 : 0;
    }
    double threshold = Math.log(limits.slower());
    double error = standardDeviation / Math.sqrt(pairs);
    GroupSequential process = new GroupSequential(effect / error);
    List<Looks.Look> until = looks.until(pairs);
    double found = 0;
    for (Looks.Look look : until) {
      double share = (double) look.pairs() / pairs;
      double scaled = threshold * Math.sqrt(share) / error;
      double bound = GroupSequential.boundOf(look.level());
      if (look.pairs() == pairs) {
        return found + process.above(share, Math.max(bound, scaled));
      }
      found += process.above(share, bound + scaled);
      process.proceed(share, bound + scaled);
    }
    return found;
  }

  /**
   * The least number of pairs from {@code fewest} on that gives a verdict with the probability
   * {@link #POWER} if the builds are equal, and if they differ by {@code effect}.
   *
   * @param effect the log-ratio
   */
  OptionalInt advised(double effect, int fewest) {
    int low = fewest;
    int high = MAX_ADVISED;
    if (!reached(effect, high)) {
      return OptionalInt.empty();
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (reached(effect, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(high + high % 2);
  }

  private boolean reached(double effect, int pairs) {
    return concluded(0, pairs) >= POWER && concluded(effect, pairs) >= POWER;
  }

  /** The probability of any verdict at the last look, which is a lower bound for all looks. */
  private double concluded(double effect, int pairs) {
    double error = standardDeviation / Math.sqrt(pairs);
    if (error == 0) {
      return 1;
    }
    double half = error * GroupSequential.boundOf(Looks.ALPHA / 2);
    double threshold = Math.log(limits.slower());
    double slower = Math.max(half, threshold);
    double within = Math.max(Math.log1p(limits.margin()) - half, -slower);
    double inconclusive =
        within >= slower
            ? 0
            : NORMAL.cumulativeProbability((slower - effect) / error)
                - NORMAL.cumulativeProbability((within - effect) / error);
    return 1 - inconclusive;
  }
}
