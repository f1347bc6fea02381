package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.WalshAverages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The decision on the pairs of a comparison. Verdict, p-value and interval are one inversion of the
 * exact Wilcoxon signed-rank test on the log-ratios log(B / A) without their slot effect: p is at
 * most {@code level} exactly where the interval excludes 1.
 *
 * <p>The intervals of all looks together cover the true ratio with a probability of at least 1 -
 * alpha, whatever the rule for stopping (repeated confidence intervals: Jennison and Turnbull,
 * "Interim analyses: the repeated confidence interval approach", Journal of the Royal Statistical
 * Society B 51, 1989).
 *
 * @param pairs number of pairs
 * @param ratio Hodges-Lehmann estimate of the time of B divided by that of A, and its interval
 * @param p two-sided
 * @param level of the test after so many pairs
 * @param slotRatio estimated time of the second process of a pair divided by that of the first, for
 *     equal builds
 * @param power what other numbers of pairs and other effects would give
 * @param limits of the verdict
 * @param isFinal whether the plan has no further look
 */
public record Decision(
    int pairs,
    Interval ratio,
    double p,
    double level,
    Verdict verdict,
    double slotRatio,
    Power power,
    Limits limits,
    boolean isFinal) {

  /**
   * Decides on the pairs so far.
   *
   * @param pairs in the order of measurement, times above 0
   * @param looks the plan of the comparison
   * @return empty where so few pairs cannot reject, always below {@link Looks#MIN_PAIRS}
   */
  public static Optional<Decision> of(List<PairTime> pairs, Limits limits, Looks looks) {
    OptionalDouble level =
        pairs.size() < Looks.MIN_PAIRS ? OptionalDouble.empty() : looks.levelAt(pairs.size());
    if (level.isEmpty()) {
      return Optional.empty();
    }
    SlotEffect slot = slotEffect(pairs);
    WalshAverages averages = WalshAverages.of(slot.adjusted());
    Interval ratio = averages.interval(level.getAsDouble()).mapIncreasing(Math::exp);
    double p = averages.p();
    return Optional.of(
        new Decision(
            pairs.size(),
            ratio,
            p,
            level.getAsDouble(),
            Verdict.of(ratio, p <= level.getAsDouble(), limits),
            Math.exp(slot.estimate()),
            Power.of(averages, limits, looks),
            limits,
            pairs.size() >= looks.maxPairs()));
  }

  /** The estimated ratio B / A alone, from at least one pair. */
  public static double ratio(List<PairTime> pairs) {
    return Math.exp(WalshAverages.of(slotEffect(pairs).adjusted()).point());
  }

  static SlotEffect slotEffect(List<PairTime> pairs) {
    double[] logRatios = pairs.stream().mapToDouble(PairTime::logRatio).toArray();
    boolean[] bFirst = new boolean[pairs.size()];
    for (int i = 0; i < bFirst.length; i++) {
      bFirst[i] = pairs.get(i).bFirst();
    }
    return new SlotEffect(logRatios, bFirst);
  }

  /**
   * Whether the answer is clear before the last look: the interval lies on one side of the
   * threshold, or within it. An interval that only excludes 1 is not enough, as an early look at
   * noisy pairs can err in the direction.
   */
  public boolean isClear() {
    return ratio.low() > limits.slower()
        || ratio.high() < limits.faster()
        || (ratio.low() >= limits.faster() && ratio.high() <= limits.slower());
  }

  /** Whether to measure no further pairs. */
  public boolean stop() {
    return isFinal || isClear();
  }

  /** The upper end of the interval as a relative change: B is at most so much slower. */
  public double atMostSlower() {
    return ratio.high() - 1;
  }

  /**
   * The relative slowdown that these pairs would have found with a probability of 80 %, given their
   * spread.
   */
  public double detectable() {
    return power.detectable(pairs);
  }

  /**
   * The least number of pairs in all that gives a verdict with a probability of 80 %, both if the
   * builds are equal and if they differ as estimated. Empty where that is above {@link
   * Power#MAX_ADVISED}, and where the verdict is conclusive.
   */
  public OptionalInt advisedPairs() {
    return verdict == Verdict.INCONCLUSIVE
        ? power.advised(Math.log(ratio.point()), pairs + 1)
        : OptionalInt.empty();
  }
}
