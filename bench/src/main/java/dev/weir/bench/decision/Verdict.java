package dev.weir.bench.decision;

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

  public String words() {
    return words;
  }
}
