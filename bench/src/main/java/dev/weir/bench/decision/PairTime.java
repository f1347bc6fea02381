package dev.weir.bench.decision;

/**
 * The values of both builds in one pair of processes.
 *
 * @param a value of the first build, such as its time in seconds
 * @param b value of the second build, in the same unit
 * @param bFirst whether the second build ran first
 */
public record PairTime(double a, double b, boolean bFirst) {
  public PairTime {
    if (!Double.isFinite(a) || !Double.isFinite(b) || a < 0 || b < 0) {
      throw new IllegalArgumentException(
          "a pair needs two finite values from 0, not %s and %s".formatted(a, b));
    }
  }

  /** log(b / a). */
  double logRatio() {
    if (a <= 0 || b <= 0) {
      throw new IllegalArgumentException(
          "a ratio needs two values above 0, not %s and %s".formatted(a, b));
    }
    return Math.log(b / a);
  }

  double difference() {
    return b - a;
  }
}
