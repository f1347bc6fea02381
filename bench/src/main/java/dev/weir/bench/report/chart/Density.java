package dev.weir.bench.report.chart;

import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.Medians;

/**
 * A kernel density estimate with a Gaussian kernel. Its bandwidth is Silverman's rule of thumb, 0.9
 * min(s, IQR / 1.34) n^(-1/5) (Silverman, Density Estimation for Statistics and Data Analysis,
 * 1986, equation 3.31).
 */
final class Density {
  /** Fewer samples have no shape to show. */
  static final int MIN_SAMPLES = 5;

  private final double[] values;
  private final double bandwidth;

  /**
   * A density.
   *
   * @param values at least {@value #MIN_SAMPLES}
   */
  Density(double[] values) {
    this.values = values.clone();
    this.bandwidth = bandwidth(values);
  }

  /** Whether the values have a density: they are enough, and not all equal. */
  static boolean exists(double[] values) {
    return values.length >= MIN_SAMPLES && bandwidth(values) > 0;
  }

  double bandwidth() {
    return bandwidth;
  }

  double at(double x) {
    double sum = 0;
    for (double value : values) {
      double z = (x - value) / bandwidth;
      sum += Math.exp(-z * z / 2);
    }
    return sum / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
  }

  private static double bandwidth(double[] values) {
    double deviation = Means.standardDeviation(values);
    double range = (Medians.quantile(values, 0.75) - Medians.quantile(values, 0.25)) / 1.34;
    double spread = range > 0 ? Math.min(deviation, range) : deviation;
    return 0.9 * spread * Math.pow(values.length, -0.2);
  }
}
