package dev.weir.bench.report.chart;

import java.util.ArrayList;
import java.util.List;

/** What charts have in common: grid lines, tick labels, the axis title and the legend. */
final class PlotArea {
  static final double LEFT = 46;
  static final double RIGHT = Drawing.WIDTH - 10;
  private static final int TICKS = 5;
  private static final double LEGEND_LINE = 11;

  private final List<Shape> shapes = new ArrayList<>();

  void add(Shape shape) {
    shapes.add(shape);
  }

  /** Lines across the chart at the ticks of a vertical axis, with their values. */
  void valuesLeft(Axis axis, String unit) {
    for (double tick : axis.ticks(TICKS)) {
      double y = axis.at(tick);
      shapes.add(new Shape.Line(LEFT, y, RIGHT, y, "grid"));
      shapes.add(new Shape.Label(LEFT - 6, y + 3.5, "end", axis.tickText(tick, TICKS), "tick"));
    }
    shapes.add(
        new Shape.Label(LEFT - 6, Math.min(axis.from(), axis.to()) - 8, "end", unit, "axis"));
  }

  /** Lines down the chart at the ticks of a horizontal axis, with their values below. */
  void valuesBelow(Axis axis, double top, double bottom, String title) {
    for (double tick : axis.ticks(TICKS)) {
      double x = axis.at(tick);
      shapes.add(new Shape.Line(x, top, x, bottom, "grid"));
      shapes.add(new Shape.Label(x, bottom + 14, "middle", axis.tickText(tick, TICKS), "tick"));
    }
    shapes.add(new Shape.Label(axis.to(), bottom + 28, "end", title, "axis"));
  }

  /** The names of the series, from the left; none for a single unnamed one. */
  void legend(List<SampleSeries> all) {
    double x = LEFT;
    for (SampleSeries series : all) {
      if (!series.name().isEmpty()) {
        shapes.add(new Shape.Dot(x + 4, LEGEND_LINE - 4, "mark " + series.style(), ""));
        shapes.add(new Shape.Label(x + 12, LEGEND_LINE, "start", series.name(), "legend"));
        x += 26 + 6.5 * series.name().length();
      }
    }
  }

  List<Shape> shapes() {
    return shapes;
  }
}
