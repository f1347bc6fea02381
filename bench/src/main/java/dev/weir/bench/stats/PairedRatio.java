package dev.weir.bench.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * The ratio of two builds from runs made in pairs. What disturbs the machine disturbs both halves
 * of a pair, so it cancels in the log of their ratio.
 */
public final class PairedRatio {
  /** Where {@link #pairsFor} stops counting. */
  public static final int MOST_PAIRS = 10_000;

  /** log(second / first) of each pair. */
  private final double[] logRatios;

  private PairedRatio(double[] logRatios) {
    if (logRatios.length == 0 || !Arrays.stream(logRatios).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a ratio takes at least one pair of values above 0");
    }
    this.logRatios = logRatios;
  }

  /**
   * The ratio of each second value to the first one of its pair.
   *
   * @param first the values that are divided by, all above 0
   * @param second their partners, in the same order
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
   * Two-sided p of Wilcoxon's signed-rank test against "no difference" (Wilcoxon, Biometrics
   * Bulletin 1, 1945). Exact, unless two pairs differ by the very same amount or one by nothing;
   * then the normal approximation with the tie correction. 1 where no pair differs.
   */
  public double signedRankP() {
    if (Arrays.stream(logRatios).allMatch(ratio -> ratio == 0)) {
      return 1;
    }
    return WilcoxonSignedRankTest.withDefaults().test(logRatios).getPValue();
  }

  /**
   * How many pairs would bring the interval to within {@code threshold} of its point, were the
   * spread to stay: the smallest n with t(n - 1) s / sqrt(n) at most log(1 + threshold). At least 2
   * pairs.
   */
  public int pairsFor(double threshold) {
    double spread = Means.standardDeviation(logRatios);
    double half = Math.log1p(threshold);
    int pairs = Verdict.LEAST_SAMPLES;
    while (pairs < MOST_PAIRS && Means.quantile(pairs - 1) * spread / Math.sqrt(pairs) > half) {
      pairs++;
    }
    return pairs;
  }
}
