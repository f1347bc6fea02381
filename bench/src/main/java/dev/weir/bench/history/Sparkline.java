package dev.weir.bench.history;

import java.util.Arrays;

/** A series as one character for each value, on a scale from the least to the greatest. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-:=+*#";

  private Sparkline() {}

  /**
   * Draws the last values that fit.
   *
   * @param values at least one, finite
   * @param columns the most characters
   */
  static String of(double[] values, int columns, boolean ascii) {
    double[] shown =
        Arrays.copyOfRange(values, Math.max(0, values.length - columns), values.length);
    double least = Arrays.stream(shown).min().orElse(0);
    double range = Arrays.stream(shown).max().orElse(0) - least;
    String levels = ascii ? ASCII : BLOCKS;
    StringBuilder line = new StringBuilder();
    for (double value : shown) {
      double height = range == 0 ? 0 : (value - least) / range;
      line.append(levels.charAt((int) Math.round(height * (levels.length() - 1))));
    }
    return line.toString();
  }
}
