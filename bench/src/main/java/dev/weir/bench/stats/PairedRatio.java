package dev.weir.bench.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * The ratio of two builds or modes that are measured in pairs. What slows down both processes of a
 * pair cancels in the log of their ratio.
 */
public final class PairedRatio {
  /** The upper bound of {@link #pairsFor}. */
  public static final int MAX_PAIRS = 10_000;

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

  /**
   * The two-sided p-value of Wilcoxon's signed-rank test (Wilcoxon, Biometrics Bulletin 1, 1945) of
   * the log-ratios. Exact without ties and zeros, else the normal approximation with the tie
   * correction. 1 where all are zero.
   */
  public double signedRankP() {
    if (Arrays.stream(logRatios).allMatch(ratio -> ratio == 0)) {
      return 1;
    }
    return WilcoxonSignedRankTest.withDefaults().test(logRatios).getPValue();
  }

  /**
   * The number of pairs that narrows the interval to within {@code threshold} of its point, given
   * the same standard deviation: the smallest n with t(n - 1) s / sqrt(n) at most log(1 +
   * threshold), from {@link Verdict#MIN_SAMPLES} to {@link #MAX_PAIRS}. Needs at least 2 pairs.
   */
  public int pairsFor(double threshold) {
    double spread = Means.standardDeviation(logRatios);
    double half = Math.log1p(threshold);
    int pairs = Verdict.MIN_SAMPLES;
    while (pairs < MAX_PAIRS && Means.quantile(pairs - 1) * spread / Math.sqrt(pairs) > half) {
      pairs++;
    }
    return pairs;
  }
}
