package dev.weir.bench.simulate;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Verdict;

/**
 * Counts over simulated comparisons that have stopped.
 *
 * @param covered trials whose interval contains the true ratio
 * @param pairs pairs of all trials together
 */
record Tally(int trials, int regressed, int improved, int noSlowdown, int covered, long pairs) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  static Tally of(Decision decision, double trueRatio) {
    return new Tally(
        1,
        decision.verdict() == Verdict.REGRESSED ? 1 : 0,
        decision.verdict() == Verdict.IMPROVED ? 1 : 0,
        decision.verdict() == Verdict.NO_SLOWDOWN ? 1 : 0,
        decision.ratio().low() <= trueRatio && trueRatio <= decision.ratio().high() ? 1 : 0,
        decision.pairs());
  }

  Tally plus(Tally other) {
    return new Tally(
        trials + other.trials,
        regressed + other.regressed,
        improved + other.improved,
        noSlowdown + other.noSlowdown,
        covered + other.covered,
        pairs + other.pairs);
  }

  double flagged() {
    return share(regressed + improved);
  }

  double found() {
    return share(regressed);
  }

  double quiet() {
    return share(noSlowdown);
  }

  double coverage() {
    return share(covered);
  }

  double meanPairs() {
    return (double) pairs / trials;
  }

  private double share(int count) {
    return (double) count / trials;
  }
}
