package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;

/** The result of comparing the times of two builds. */
public enum Verdict {
  /** The test rejects equality, and the estimate exceeds the threshold. */
  REGRESSED("regressed"),

  /** As {@link #REGRESSED}, in the other direction. */
  IMPROVED("improved"),

  /** The interval's upper end lies within the margin. */
  NO_SLOWDOWN("no slowdown beyond the margin"),

  /** None of the above. */
  INCONCLUSIVE("inconclusive");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /**
   * The verdict of a test.
   *
   * @param ratio estimated time of the second build divided by that of the first, with the interval
   *     that matches the test
   * @param rejected whether the test rejects equality; exactly where the interval excludes 1
   */
  public static Verdict of(Interval ratio, boolean rejected, Limits limits) {
    if (rejected && ratio.point() > limits.slower()) {
      return REGRESSED;
    }
    if (rejected && ratio.point() < limits.faster()) {
      return IMPROVED;
    }
    return ratio.high() <= 1 + limits.margin() ? NO_SLOWDOWN : INCONCLUSIVE;
  }

  public String words() {
    return words;
  }
}
