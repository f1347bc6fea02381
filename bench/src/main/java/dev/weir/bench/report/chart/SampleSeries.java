package dev.weir.bench.report.chart;

import dev.weir.bench.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * The samples of one arm or mode.
 *
 * @param name shown in the legend; empty for a single series
 * @param style CSS class of its marks, {@code a} or {@code b}
 * @param samples in the order of measurement
 * @param mean with its 95 % interval; empty for a single sample
 */
public record SampleSeries(
    String name, String style, List<Point> samples, Optional<Interval> mean) {
  /**
   * A sample.
   *
   * @param order place in the order of measurement, from 1
   * @param value in the chart's unit
   * @param text the value as the report prints it
   */
  public record Point(int order, double value, String text) {}

  public SampleSeries {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a series without samples");
    }
    samples = List.copyOf(samples);
  }

  double[] values() {
    return samples.stream().mapToDouble(Point::value).toArray();
  }
}
