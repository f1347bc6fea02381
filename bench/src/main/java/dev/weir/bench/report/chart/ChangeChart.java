package dev.weir.bench.report.chart;

import dev.weir.bench.stats.Interval;
import java.util.stream.DoubleStream;

/** The change of time from A to B in percent with its interval, the threshold and the margin. */
public final class ChangeChart {
  private static final double HEIGHT = 116;
  private static final double TOP = 26;
  private static final double BOTTOM = 80;
  private static final double LEFT = 16;

  private ChangeChart() {}

  /**
   * The chart.
   *
   * @param percent the change; above 0 is slower
   * @param text the change as the report prints it
   * @param threshold what is worth calling a change, in percent
   * @param margin what may go unseen, in percent
   * @param style CSS class of the interval, by verdict
   */
  public static Drawing of(
      Interval percent, String text, double threshold, double margin, String style) {
    PlotArea frame = new PlotArea();
    double low = DoubleStream.of(percent.low(), -margin).min().orElseThrow();
    double high = DoubleStream.of(percent.high(), margin).max().orElseThrow();
    Axis axis = Axis.around(low, high, LEFT, PlotArea.RIGHT);
    double from = axis.at(-threshold);
    String around = "within the threshold";
    frame.add(
        new Shape.Box(from, TOP, axis.at(threshold) - from, BOTTOM - TOP, "threshold", around));
    frame.valuesBelow(axis, TOP, BOTTOM, "change of time, %");
    frame.add(new Shape.Line(axis.at(0), TOP - 4, axis.at(0), BOTTOM, "zero"));
    double limit = axis.at(margin);
    frame.add(new Shape.Line(limit, TOP - 4, limit, BOTTOM, "margin"));
    frame.add(new Shape.Label(limit, TOP - 8, "end", "margin", "axis"));
    frame.add(new Shape.Label(LEFT, TOP - 8, "start", "faster", "axis"));
    double y = (TOP + BOTTOM) / 2;
    double start = axis.at(percent.low());
    frame.add(
        new Shape.Box(
            start, y - 5, axis.at(percent.high()) - start, 10, "interval " + style, text));
    frame.add(new Shape.Dot(axis.at(percent.point()), y, "mark " + style, text));
    return new Drawing(
        "Change of time from A to B",
        "Change %s; threshold ±%s %%, margin %s %%."
            .formatted(text, Drawing.number(threshold), Drawing.number(margin)),
        Drawing.WIDTH,
        HEIGHT,
        frame.shapes());
  }
}
