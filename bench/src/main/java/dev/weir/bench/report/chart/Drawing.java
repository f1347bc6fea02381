package dev.weir.bench.report.chart;

import java.util.List;
import java.util.Locale;

/**
 * A chart.
 *
 * @param title what it shows, as its accessible name
 * @param description what can be read from it, with the figures, for those who cannot see it
 * @param width of the view box
 * @param height of the view box
 * @param shapes from back to front
 */
public record Drawing(
    String title, String description, double width, double height, List<Shape> shapes) {
  /** The width of each chart: charts stand side by side where the window has room for two. */
  static final double WIDTH = 360;

  public Drawing {
    shapes = List.copyOf(shapes);
  }

  /** A coordinate with one decimal, without a trailing zero. */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
