package dev.weir.bench.decision;

/**
 * The limits of a decision, as relative changes of time.
 *
 * @param threshold the least estimated change that is called one, from 0 up to 1
 * @param margin the greatest slowdown that may go unseen, at least the threshold
 */
public record Limits(double threshold, double margin) {
  public static final Limits DEFAULT = new Limits(0.02, 0.05);

  public Limits {
    if (!(threshold >= 0 && threshold < 1 && margin >= threshold && margin < 1 && margin > 0)) {
      throw new IllegalArgumentException(
          "threshold %s and margin %s: 0 <= threshold <= margin < 1 and margin > 0 are needed"
              .formatted(threshold, margin));
    }
  }

  /** The ratio B / A from which on B counts as slower. */
  double slower() {
    return 1 + threshold;
  }

  /** The ratio B / A up to which B counts as faster: the inverse of {@link #slower}. */
  double faster() {
    return 1 / slower();
  }
}
