package dev.weir.integration;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import java.util.ArrayList;
import java.util.List;

/**
 * The slope of a quantity over time. Samples that follow each other depend on each other, so the
 * interval is not that of one regression: each part of a run has a slope by least squares, and the
 * interval is that of the mean of the parts' slopes.
 */
final class Slopes {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Double> slopes = new ArrayList<>();
  private final List<double[]> samples = new ArrayList<>();

  /** Adds a sample to the present part. */
  void sample(long nanos, double value) {
    samples.add(new double[] {nanos / NANOS_PER_SECOND, value});
  }

  /**
   * Ends the present part.
   *
   * @throws IllegalStateException if it has fewer than two samples at different times
   */
  void endPart() {
    double meanTime = samples.stream().mapToDouble(sample -> sample[0]).average().orElse(0);
    double meanValue = samples.stream().mapToDouble(sample -> sample[1]).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (double[] sample : samples) {
      products += (sample[0] - meanTime) * (sample[1] - meanValue);
      squares += (sample[0] - meanTime) * (sample[0] - meanTime);
    }
    if (squares == 0) {
      throw new IllegalStateException("A slope needs samples at two times or more");
    }
    slopes.add(products / squares);
    samples.clear();
  }

  /** Returns the mean slope a second with its 95 % interval, of two parts or more. */
  Interval perSecond() {
    return Means.interval(slopes.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
