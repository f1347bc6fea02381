package dev.weir.bench.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The ratio of two builds or modes that are measured in pairs. What slows down both processes of a
 * pair cancels in the log of their ratio.
 */
public final class PairedRatio {
  /** log(second / first) of each pair. */
  private final double[] logRatios;

  private PairedRatio(double[] logRatios) {
    if (logRatios.length == 0 || !Arrays.stream(logRatios).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a ratio needs at least one pair of values above 0");
    }
    this.logRatios = logRatios;
  }

  /**
   * The ratio of each second value to the first one of its pair.
   *
   * @param first the denominators, all above 0
   * @param second the numerators, in the same order
   */
  public static PairedRatio of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException("pairs need as many first values as second ones");
    }
    return new PairedRatio(
        IntStream.range(0, first.length)
            .mapToDouble(i -> Math.log(second[i] / first[i]))
            .toArray());
  }

  public int pairs() {
    return logRatios.length;
  }

  /** The geometric mean of the ratios. */
  public double point() {
    return Math.exp(Means.mean(logRatios));
  }

  /** The geometric mean with its interval: Student's t on the log-ratios; at least 2 pairs. */
  public Interval interval() {
    return Means.interval(logRatios).mapIncreasing(Math::exp);
  }
}
