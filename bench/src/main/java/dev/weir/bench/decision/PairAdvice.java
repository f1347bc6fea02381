package dev.weir.bench.decision;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many pairs a verdict takes, by the normal approximation of the estimate.
 *
 * @param estimateSpread standard deviation of a pair's log-ratio, as the estimate varies
 * @param testSpread standard deviation that would give the width of the test's interval; it exceeds
 *     the other where the pairs have heavy tails
 */
public record PairAdvice(double estimateSpread, double testSpread, Limits limits, Looks looks) {
  /** The upper bound of advised pairs. */
  public static final int MAX_PAIRS = 1_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The least even number of pairs from {@code fewest} on that gives a verdict with the probability
   * {@link Power#POWER}, both if the builds are equal and if they differ by {@code effect}; empty
   * above {@link #MAX_PAIRS}.
   *
   * @param effect the log-ratio
   */
  OptionalInt pairs(double effect, int fewest) {
    int low = (fewest + 1) / 2;
    int high = MAX_PAIRS / 2;
    if (low > high || !reached(effect, 2 * high)) {
      return OptionalInt.empty();
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (reached(effect, 2 * middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(2 * high);
  }

  private boolean reached(double effect, int pairs) {
    return concluded(0, pairs) >= Power.POWER && concluded(effect, pairs) >= Power.POWER;
  }

  /** The probability of any verdict but inconclusive at the last look. */
  private double concluded(double effect, int pairs) {
    double error = estimateSpread / Math.sqrt(pairs);
    if (error == 0) {
      return 1;
    }
    double level = looks.levelAt(looks.maxPairs()).orElse(Looks.ALPHA);
    double half = testSpread / Math.sqrt(pairs) * GroupSequential.boundOf(level);
    double slower = Math.max(half, Math.log(limits.slower()));
    double within = Math.max(Math.log1p(limits.margin()) - half, -slower);
    return within >= slower
        ? 1
        : 1
            - NORMAL.cumulativeProbability((slower - effect) / error)
            + NORMAL.cumulativeProbability((within - effect) / error);
  }
}
