package dev.weir.micro.runner;

import dev.weir.bench.report.Figures;
import dev.weir.bench.stats.Interval;
import java.util.List;

/** Times as text, each with the unit in which it has 1 to 3 digits before the point. */
final class TimeText {
  private record Unit(String name, double nanos) {}

  private static final List<Unit> UNITS =
      List.of(new Unit("s", 1e9), new Unit("ms", 1e6), new Unit("us", 1e3), new Unit("ns", 1));

  private TimeText() {}

  /** Such as {@code 812 ns}. */
  static String of(double nanos) {
    Unit unit = unit(nanos);
    return Figures.value(nanos / unit.nanos) + " " + unit.name;
  }

  /** Such as {@code 812 [790, 834] ns}. */
  static String of(Interval nanos) {
    Unit unit = unit(nanos.point());
    Interval shown = nanos.mapIncreasing(value -> Math.max(0, value / unit.nanos));
    return Figures.interval(shown) + " " + unit.name;
  }

  private static Unit unit(double nanos) {
    return UNITS.stream()
        .filter(unit -> nanos >= unit.nanos)
        .findFirst()
        .orElse(UNITS.get(UNITS.size() - 1));
  }
}
