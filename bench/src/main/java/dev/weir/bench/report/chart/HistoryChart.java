package dev.weir.bench.report.chart;

import dev.weir.bench.stats.Interval;
import java.util.List;

/** A mode's time from run to run, with its intervals and change points. */
public final class HistoryChart {
  private static final double HEIGHT = 210;
  private static final double TOP = 30;
  private static final double BOTTOM = 178;

  private HistoryChart() {}

  /**
   * One benchmark run.
   *
   * @param name such as its commit
   * @param value mean with its interval, in the chart's unit
   * @param text the value as the report prints it
   * @param changePoint whether the level changes with this run
   */
  public record Point(String name, Interval value, String text, boolean changePoint) {}

  /**
   * The chart.
   *
   * @param points from the oldest; at least one
   */
  public static Drawing of(String title, String unit, List<Point> points) {
    PlotArea frame = new PlotArea();
    double low = points.stream().mapToDouble(point -> point.value().low()).min().orElse(0);
    double high = points.stream().mapToDouble(point -> point.value().high()).max().orElse(1);
    Axis vertical = Axis.around(low, high, BOTTOM, TOP);
    Axis horizontal = new Axis(0, points.size() + 1.0, PlotArea.LEFT, PlotArea.RIGHT);
    frame.valuesLeft(vertical, unit);
    frame.add(new Shape.Label(PlotArea.RIGHT, BOTTOM + 22, "end", "runs, from the oldest", "axis"));
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      double x = horizontal.at(i + 1.0);
      if (point.changePoint()) {
        double between = horizontal.at(i + 0.5);
        frame.add(new Shape.Line(between, TOP - 6, between, BOTTOM, "changepoint"));
        frame.add(new Shape.Label(between, TOP - 10, "middle", "change", "axis"));
      }
      frame.add(
          new Shape.Line(
              x, vertical.at(point.value().low()), x, vertical.at(point.value().high()), "bar-a"));
      frame.add(
          new Shape.Dot(
              x,
              vertical.at(point.value().point()),
              "mark a",
              "%s: %s %s".formatted(point.name(), point.text(), unit)));
    }
    Point last = points.get(points.size() - 1);
    long changes = points.stream().filter(Point::changePoint).count();
    return new Drawing(
        title,
        "%d runs, %d change points; the last, %s: %s %s."
            .formatted(points.size(), changes, last.name(), last.text(), unit),
        Drawing.WIDTH,
        HEIGHT,
        frame.shapes());
  }
}
