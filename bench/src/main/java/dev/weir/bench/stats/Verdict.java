package dev.weir.bench.stats;

/** The result of comparing the times of two builds. */
public enum Verdict {
  IMPROVED("improved"),
  REGRESSED("regressed"),
  EQUIVALENT("equivalent"),
  INCONCLUSIVE("inconclusive");

  /** Relative differences up to this are noise, whatever their interval. */
  public static final double NOISE_THRESHOLD = 0.02;

  /**
   * The least number of samples for a verdict. From 6 on, an exact two-sided signed-rank test can
   * fall below 0.05 (2 / 2^6 = 0.031; 2 / 2^5 = 0.063).
   */
  public static final int MIN_SAMPLES = 6;

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /**
   * Improved or regressed: the interval excludes 1 and the difference exceeds the threshold.
   * Equivalent: the interval lies within the threshold. Inconclusive: neither.
   *
   * @param timeRatio time of the second build divided by that of the first, from {@link
   *     #MIN_SAMPLES} pairs or more
   */
  public static Verdict of(Interval timeRatio) {
    double slower = 1 + NOISE_THRESHOLD;
    double faster = 1 / slower;
    if (timeRatio.low() > 1 && timeRatio.point() > slower) {
      return REGRESSED;
    }
    if (timeRatio.high() < 1 && timeRatio.point() < faster) {
      return IMPROVED;
    }
    if (timeRatio.low() >= faster && timeRatio.high() <= slower) {
      return EQUIVALENT;
    }
    return INCONCLUSIVE;
  }

  public String word() {
    return word;
  }
}
