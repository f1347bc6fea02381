package dev.weir.bench.report.chart;

/**
 * An SVG element. Coordinates are units of the drawing's view box; {@code style} is a CSS class,
 * and {@code tip} the text of its tooltip, empty for none.
 */
public sealed interface Shape {
  record Line(double x1, double y1, double x2, double y2, String style) implements Shape {}

  record Box(double x, double y, double width, double height, String style, String tip)
      implements Shape {
    public Box {
      if (width < 0 || height < 0) {
        throw new IllegalArgumentException("a box of %s by %s".formatted(width, height));
      }
    }
  }

  record Dot(double x, double y, String style, String tip) implements Shape {}

  /**
   * A path.
   *
   * @param data the attribute {@code d}
   */
  record Path(String data, String style) implements Shape {}

  /**
   * Text.
   *
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  record Label(double x, double y, String anchor, String text, String style) implements Shape {}
}
