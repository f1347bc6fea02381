package dev.weir.bench.report.chart;

import java.util.List;
import java.util.stream.Stream;

/** Samples in the order of measurement: drift, steps and single slow processes are visible. */
public final class SamplesChart {
  private static final double HEIGHT = 210;
  private static final double TOP = 30;
  private static final double BOTTOM = 178;

  private SamplesChart() {}

  /**
   * The chart.
   *
   * @param all at least one series
   * @param quantity such as {@code time}
   * @param unit of the values
   */
  public static Drawing of(List<SampleSeries> all, String quantity, String unit) {
    PlotArea frame = new PlotArea();
    double low = points(all).mapToDouble(SampleSeries.Point::value).min().orElse(0);
    double high = points(all).mapToDouble(SampleSeries.Point::value).max().orElse(1);
    int last = points(all).mapToInt(SampleSeries.Point::order).max().orElse(1);
    Axis vertical = Axis.around(low, high, BOTTOM, TOP);
    Axis horizontal = new Axis(0, last + 1.0, PlotArea.LEFT, PlotArea.RIGHT);
    frame.valuesLeft(vertical, unit);
    frame.legend(all);
    frame.add(
        new Shape.Label(
            PlotArea.RIGHT, BOTTOM + 22, "end", "processes in order of measurement", "axis"));
    for (SampleSeries series : all) {
      frame.add(new Shape.Path(polyline(series, horizontal, vertical), "trace " + series.style()));
    }
    for (SampleSeries series : all) {
      for (SampleSeries.Point point : series.samples()) {
        String name = series.name().isEmpty() ? "" : series.name() + ", ";
        frame.add(
            new Shape.Dot(
                horizontal.at(point.order()),
                vertical.at(point.value()),
                "mark " + series.style(),
                "%sprocess %d: %s %s".formatted(name, point.order(), point.text(), unit)));
      }
    }
    String description =
        "%d processes; the fastest took %s %s, the slowest %s %s."
            .formatted(points(all).count(), text(all, low), unit, text(all, high), unit);
    return new Drawing(
        "Samples of %s in order".formatted(quantity),
        description,
        Drawing.WIDTH,
        HEIGHT,
        frame.shapes());
  }

  private static Stream<SampleSeries.Point> points(List<SampleSeries> all) {
    return all.stream().flatMap(series -> series.samples().stream());
  }

  private static String text(List<SampleSeries> all, double value) {
    return points(all)
        .filter(point -> point.value() == value)
        .map(SampleSeries.Point::text)
        .findFirst()
        .orElseThrow();
  }

  private static String polyline(SampleSeries series, Axis horizontal, Axis vertical) {
    StringBuilder data = new StringBuilder();
    for (SampleSeries.Point point : series.samples()) {
      data.append(data.isEmpty() ? 'M' : 'L')
          .append(Drawing.number(horizontal.at(point.order())))
          .append(' ')
          .append(Drawing.number(vertical.at(point.value())));
    }
    return data.toString();
  }
}
