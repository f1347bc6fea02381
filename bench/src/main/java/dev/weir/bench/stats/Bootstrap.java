package dev.weir.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap interval of a mean (BCa: Efron, "Better bootstrap
 * confidence intervals", Journal of the American Statistical Association 82, 1987).
 */
public final class Bootstrap {
  /** Below this number of values the interval is too narrow. */
  public static final int MIN_VALUES = 20;

  private static final int RESAMPLES = 9_999;
  private static final long SEED = 1;
  private static final double TAIL = 0.025;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Bootstrap() {}

  /**
   * The mean with its 95 % interval; the same values always have the same interval.
   *
   * @param values at least {@link #MIN_VALUES}
   */
  public static Interval mean(double[] values) {
    if (values.length < MIN_VALUES) {
      throw new IllegalArgumentException("a bootstrap interval needs at least " + MIN_VALUES);
    }
    double mean = Means.mean(values);
    double[] resampled = resampled(values);
    double below = Arrays.stream(resampled).filter(other -> other < mean).count();
    double equal = Arrays.stream(resampled).filter(other -> other == mean).count();
    double share = (below + equal / 2) / RESAMPLES;
    if (share <= 0 || share >= 1 || resampled[0] == resampled[RESAMPLES - 1]) {
      return new Interval(mean, mean, mean);
    }
    double bias = NORMAL.inverseCumulativeProbability(share);
    double acceleration = acceleration(values, mean);
    double low = quantile(resampled, bias, acceleration, TAIL);
    double high = quantile(resampled, bias, acceleration, 1 - TAIL);
    return new Interval(Math.min(low, mean), mean, Math.max(high, mean));
  }

  private static double[] resampled(double[] values) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    return means;
  }

  /** A sixth of the skewness of the jackknife means: equation 6.6 there. */
  private static double acceleration(double[] values, double mean) {
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double deviation = value - mean;
      squares += deviation * deviation;
      cubes += deviation * deviation * deviation;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double quantile(
      double[] sorted, double bias, double acceleration, double probability) {
    double z = bias + NORMAL.inverseCumulativeProbability(probability);
    double adjusted = NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    return Medians.quantile(sorted, adjusted);
  }
}
