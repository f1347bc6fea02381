package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The unit of all figures of a column or section.
 *
 * @param name such as {@code ms}; empty for counts
 * @param size of the unit in that of the record: seconds, bytes, rows a second
 */
record Unit(String name, double size) {
  static final Unit MEBIBYTES = new Unit("MiB", 1024.0 * 1024.0);
  static final Unit COUNT = new Unit("", 1);
  static final Unit PERCENT = new Unit("%", 0.01);
  static final Unit MILLISECONDS = new Unit("ms", 1e-3);

  private static final Unit SECONDS = new Unit("s", 1);
  private static final double MILLIS_UP_TO = 10;

  private static final List<Unit> TIMES =
      List.of(MILLISECONDS, new Unit("µs", 1e-6), new Unit("ns", 1e-9));

  private static final List<Unit> RATES =
      List.of(new Unit("Mrows/s", 1e6), new Unit("Krows/s", 1e3), new Unit("rows/s", 1));

  /** For times in seconds: that of the largest, in milliseconds up to ten seconds. */
  static Unit ofTimes(DoubleStream seconds) {
    double largest = seconds.map(Math::abs).max().orElse(0);
    return largest >= MILLIS_UP_TO ? SECONDS : largest == 0 ? MILLISECONDS : first(TIMES, largest);
  }

  /** For rates in rows a second: that of the smallest. */
  static Unit ofRates(DoubleStream rowsPerSecond) {
    return first(RATES, rowsPerSecond.min().orElse(1));
  }

  private static Unit first(List<Unit> units, double value) {
    return units.stream()
        .filter(unit -> value >= unit.size())
        .findFirst()
        .orElse(units.get(units.size() - 1));
  }

  /** A metric's value in seconds, bytes or as a count. */
  static double base(Metric metric, double value) {
    return metric.unit() == Metric.Unit.MILLISECONDS ? value * MILLISECONDS.size() : value;
  }

  double of(double value) {
    return value / size;
  }

  /** {@code label, unit}. */
  String heading(String label) {
    return name.isEmpty() ? label : label + ", " + name;
  }
}
