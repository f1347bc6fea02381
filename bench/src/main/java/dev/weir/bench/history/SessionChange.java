package dev.weir.bench.history;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.RankSum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The change of one mode between two benchmark runs. Their samples are not paired, so it is an
 * exact rank-sum test of the log times and its inversion ({@link RankSum}). What changed on the
 * machine between the runs is part of the change; where both runs measured the limit, times are
 * divided by the limit's time of the same round, which cancels what slowed down both.
 *
 * @param base the earlier measurement
 * @param now the later one, of the same subject and environment
 * @param control what the times are relative to
 * @param baseSamples number of samples of {@code base} that were compared
 * @param nowSamples number of samples of {@code now} that were compared
 * @param ratio Hodges-Lehmann estimate of the ratio now / base with its interval; without an
 *     interval where there are too few samples for one
 * @param p two-sided
 * @param level of the test and its interval: 0.05 divided by the number of modes
 * @param verdict empty with fewer than 6 samples of either, or without an interval
 */
public record SessionChange(
    Measurement base,
    Measurement now,
    Control control,
    int baseSamples,
    int nowSamples,
    double ratio,
    Optional<Interval> interval,
    double p,
    double level,
    Optional<Verdict> verdict) {

  /** What the times are relative to. */
  public enum Control {
    /** The limit, measured in the same round. */
    LIMIT,
    /** Nothing: a drift between the runs is part of the change. */
    NONE
  }

  /**
   * Compares two measurements of one subject in one environment.
   *
   * @param beside all measurements of the benchmark runs of both, for their limits
   * @param modes number of modes that are compared together, for Bonferroni's correction
   */
  public static SessionChange of(
      Measurement base, Measurement now, List<Measurement> beside, int modes, Limits limits) {
    Optional<double[]> baseRatios = ratios(base, beside);
    Optional<double[]> nowRatios = ratios(now, beside);
    boolean relative = baseRatios.isPresent() && nowRatios.isPresent();
    double[] before = relative ? baseRatios.get() : base.seconds();
    double[] after = relative ? nowRatios.get() : now.seconds();
    double level = Looks.ALPHA / modes;
    RankSum ranks = RankSum.of(logs(before), logs(after));
    Optional<Interval> interval = ranks.interval(level).map(i -> i.mapIncreasing(Math::exp));
    boolean judged = Math.min(before.length, after.length) >= Looks.MIN_PAIRS;
    return new SessionChange(
        base,
        now,
        relative ? Control.LIMIT : Control.NONE,
        before.length,
        after.length,
        Math.exp(ranks.shift()),
        interval,
        ranks.p(),
        level,
        interval.filter(unused -> judged).map(it -> Verdict.of(it, ranks.p() <= level, limits)));
  }

  private static Optional<double[]> ratios(Measurement mode, List<Measurement> beside) {
    return mode.limitIn(beside).map(mode::ratiosTo).filter(ratios -> ratios.length > 0);
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
