package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.SignedRank;
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
 * @param pairs number of pairs
 * @param ratio Hodges-Lehmann estimate of the time of B divided by that of A, and its interval
 * @param p two-sided
 * @param level of the test and the interval; {@link Looks} says why it is below 0.05
 * @param stopLevel the level that p must reach to stop at this look; empty between looks and at the
 *     last one
 * @param power what such pairs can find
 * @param advice how many such pairs a verdict takes
 * @param limits of the verdict
 * @param isFinal whether the plan has no further look
 */
public record Decision(
    int pairs,
    Interval ratio,
    double p,
    double level,
    OptionalDouble stopLevel,
    Verdict verdict,
    Power power,
    PairAdvice advice,
    Limits limits,
    boolean isFinal) {

  /** The level of an interval that is narrow enough to leave out heavy tails. */
  private static final double SPREAD_LEVEL = 0.2;

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
            looks.stopLevelAt(pairs.size()),
            Verdict.of(ratio, p <= level.getAsDouble(), limits),
            Power.of(slot, limits, looks),
            advice(averages, level.getAsDouble(), limits, looks),
            limits,
            pairs.size() >= looks.maxPairs()));
  }

  /**
   * The decision at which a comparison of these pairs stops.
   *
   * @param pairs as many as {@code looks} plans
   */
  public static Decision stopped(List<PairTime> pairs, Limits limits, Looks looks) {
    for (Looks.Look look : looks.early()) {
      Decision decision = of(pairs.subList(0, look.pairs()), limits, looks).orElseThrow();
      if (decision.stop()) {
        return decision;
      }
    }
    return of(pairs, limits, looks).orElseThrow();
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
   * Whether the answer is clear at a look before the last one: the interval lies within the
   * threshold, or on one side of it with a p-value that the look may stop at. An interval that only
   * excludes 1 is not enough, as an early look at noisy pairs can err in the direction.
   */
  public boolean isClear() {
    if (stopLevel.isEmpty()) {
      return false;
    }
    boolean beyond = ratio.low() > limits.slower() || ratio.high() < limits.faster();
    boolean within = ratio.low() >= limits.faster() && ratio.high() <= limits.slower();
    return within || (beyond && p <= stopLevel.getAsDouble());
  }

  /** Whether to measure no further pairs. */
  public boolean stop() {
    return isFinal || isClear();
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
   * builds are equal and if they differ as estimated. Empty where that is above 1,000, and where
   * the verdict is conclusive.
   */
  public OptionalInt advisedPairs() {
    return verdict == Verdict.INCONCLUSIVE
        ? advice.pairs(Math.log(ratio.point()), pairs + 1)
        : OptionalInt.empty();
  }

  private static PairAdvice advice(
      WalshAverages averages, double level, Limits limits, Looks looks) {
    return new PairAdvice(spread(averages, SPREAD_LEVEL), spread(averages, level), limits, looks);
  }

  /** The standard deviation of normal values whose mean would have an interval of this width. */
  private static double spread(WalshAverages averages, double level) {
    int n = averages.values();
    Interval interval = averages.interval(level);
    double z = GroupSequential.boundOf(SignedRank.attained(n, level));
    return (interval.high() - interval.low()) / 2 / z * Math.sqrt(n);
  }
}
