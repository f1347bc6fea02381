package dev.weir.bench.report;

import dev.weir.bench.stats.Interval;
import java.util.List;
import java.util.Locale;

/** Figures as text, to five significant digits, after Criterion.rs. */
final class Numbers {
  static final double BYTES_PER_MIB = 1024.0 * 1024.0;

  private Numbers() {}

  private record Scale(double unit, String name) {}

  /** From the largest; the first that the value reaches is taken, else the last. */
  private static final List<Scale> TIMES =
      List.of(
          new Scale(1, "s"), new Scale(1e-3, "ms"), new Scale(1e-6, "µs"), new Scale(1e-9, "ns"));

  private static final List<Scale> ROW_RATES =
      List.of(
          new Scale(1e9, "Grows/s"),
          new Scale(1e6, "Mrows/s"),
          new Scale(1e3, "Krows/s"),
          new Scale(1, "rows/s"));

  /** Five significant digits, without an exponent: 4.1234, 41.234, 412.34, 4123.4, 41234; 0. */
  static String digits(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    int decimals = size < 10 ? 4 : size < 100 ? 3 : size < 1_000 ? 2 : size < 10_000 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String seconds(double seconds) {
    Scale scale = scale(TIMES, seconds);
    return digits(seconds / scale.unit()) + " " + scale.name();
  }

  /** A rate in rows a second, with its unit. */
  static String rows(double rowsPerSecond) {
    Scale scale = scale(ROW_RATES, rowsPerSecond);
    return digits(rowsPerSecond / scale.unit()) + " " + scale.name();
  }

  /** The parts {@code low unit}, {@code point unit}, {@code high unit}, all in the point's unit. */
  static List<String> seconds(Interval seconds) {
    Scale scale = scale(TIMES, seconds.point());
    Interval scaled = seconds.mapIncreasing(value -> value / scale.unit());
    return List.of(
        digits(scaled.low()) + " " + scale.name(),
        digits(scaled.point()) + " " + scale.name(),
        digits(scaled.high()) + " " + scale.name());
  }

  /** The parts {@code low}, {@code point}, {@code high unit} of a rate in rows a second. */
  static List<String> rows(Interval rowsPerSecond) {
    Scale scale = scale(ROW_RATES, rowsPerSecond.point());
    Interval scaled = rowsPerSecond.mapIncreasing(value -> value / scale.unit());
    return unitLast(scaled, scale.name());
  }

  /** The parts {@code low}, {@code point}, {@code high unit} of a rate in bytes a second. */
  static List<String> mib(Interval bytesPerSecond) {
    return unitLast(bytesPerSecond.mapIncreasing(value -> value / BYTES_PER_MIB), "MiB/s");
  }

  /** The parts of a ratio as changes in percent with their signs: {@code +1.23%}. */
  static List<String> percentChange(Interval ratio) {
    return List.of(percent(ratio.low()), percent(ratio.point()), percent(ratio.high()));
  }

  static String percent(double ratio) {
    return String.format(Locale.ROOT, "%+.2f%%", (ratio - 1) * 100).replace('-', '−');
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static List<String> unitLast(Interval interval, String unit) {
    return List.of(
        digits(interval.low()), digits(interval.point()), digits(interval.high()) + " " + unit);
  }

  private static Scale scale(List<Scale> scales, double value) {
    return scales.stream()
        .filter(scale -> Math.abs(value) >= scale.unit())
        .findFirst()
        .orElse(scales.get(scales.size() - 1));
  }
}
