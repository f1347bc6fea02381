package dev.weir.micro.runner;

import java.util.Map;
import java.util.Optional;

/**
 * A unit of JMH that has a time in it: {@code ns/op} or {@code ops/ns}, and likewise with us, ms, s
 * and the other units of {@code -tu}. Of a secondary result, {@code op} is whatever was counted.
 *
 * @param nanos length of the unit of time
 * @param inverse whether the unit is a number of operations in this time
 */
record ScoreUnit(double nanos, boolean inverse) {
  private static final String OPS = "ops/";
  private static final String OP = "/op";

  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  /** The unit of this name; empty where it has no time in it. */
  static Optional<ScoreUnit> of(String name) {
    boolean inverse = name.startsWith(OPS);
    if (!inverse && !name.endsWith(OP)) {
      return Optional.empty();
    }
    String time =
        inverse ? name.substring(OPS.length()) : name.substring(0, name.length() - OP.length());
    return Optional.ofNullable(NANOS.get(time)).map(nanos -> new ScoreUnit(nanos, inverse));
  }

  /** Nanoseconds of one operation; infinite where a rate is 0. */
  double nanosOf(double score) {
    return inverse ? nanos / score : score * nanos;
  }
}
