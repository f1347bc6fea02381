package dev.weir.bench.report;

import dev.weir.bench.stats.Interval;
import java.util.Locale;

/**
 * Figures as text. An interval determines the digits: two significant digits of its half-width, as
 * more would be noise, and at most four of its larger bound. Without an interval a figure has three
 * significant digits.
 */
public final class Figures {
  private static final int SIGNIFICANT = 3;
  private static final int MOST_SIGNIFICANT = 4;
  private static final int MAX_DECIMALS = 4;
  private static final double ROUNDING_ERROR = 1e-6;

  private Figures() {}

  /** {@code point [low, high]}; bounds are rounded outwards. */
  public static String interval(Interval interval) {
    return "%s [%s, %s]".formatted(point(interval), low(interval), high(interval));
  }

  /** As {@link #interval}, with a sign before each figure. */
  public static String change(Interval interval) {
    return "%s [%s, %s]"
        .formatted(signed(point(interval)), signed(low(interval)), signed(high(interval)));
  }

  /** The lower bound, rounded down. */
  static String low(Interval interval) {
    return fixed(outward(interval.low(), decimals(interval), false), decimals(interval));
  }

  /** The upper bound, rounded up. */
  static String high(Interval interval) {
    return fixed(outward(interval.high(), decimals(interval), true), decimals(interval));
  }

  /** The point alone, with the digits that its interval allows. */
  public static String point(Interval interval) {
    return fixed(interval.point(), decimals(interval));
  }

  /** A figure without an interval. */
  public static String value(double value) {
    if (value == 0) {
      return "0";
    }
    return fixed(value, clamp(SIGNIFICANT - 1 - magnitude(Math.abs(value))));
  }

  /** A positive percentage with one decimal below 10, else none. */
  public static String percent(double percent) {
    return fixed(percent, percent < 9.95 ? 1 : 0) + " %";
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  public static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static int decimals(Interval interval) {
    double half = (interval.high() - interval.low()) / 2;
    if (half <= 0) {
      double size = Math.abs(interval.point());
      return size == 0 ? 0 : clamp(SIGNIFICANT - 1 - magnitude(size));
    }
    double largest = Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
    int most = MOST_SIGNIFICANT - 1 - magnitude(largest);
    return clamp(Math.min(most, 1 - magnitude(half)));
  }

  /** The exponent of the first significant digit; a power of ten may be a rounding error less. */
  private static int magnitude(double size) {
    return (int) Math.floor(Math.log10(size) + 1e-9);
  }

  private static int clamp(int decimals) {
    return Math.max(0, Math.min(MAX_DECIMALS, decimals));
  }

  private static double outward(double value, int decimals, boolean up) {
    double scale = Math.pow(10, decimals);
    double scaled = value * scale;
    // An interval without width stays so, in spite of binary fractions.
    return (up ? Math.ceil(scaled - ROUNDING_ERROR) : Math.floor(scaled + ROUNDING_ERROR)) / scale;
  }

  private static String signed(String text) {
    return text.startsWith("−") || text.matches("[0.]+") ? text : "+" + text;
  }

  /** A decimal number; U+2212 is its minus, and none stands before a rounded zero. */
  private static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    if (!text.startsWith("-")) {
      return text;
    }
    return text.matches("-[0.]+") ? text.substring(1) : "−" + text.substring(1);
  }
}
