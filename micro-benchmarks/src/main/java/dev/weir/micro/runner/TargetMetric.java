package dev.weir.micro.runner;

/** What a target bounds. */
enum TargetMetric {
  /** The time of another benchmark divided by the time of this one, at equal parameters. */
  RATIO("x", true),

  /** The time of this benchmark less that of another, at equal parameters, in nanoseconds. */
  DIFFERENCE("ns/op", false),

  /** The time of an operation, in nanoseconds. */
  TIME("ns/op", false),

  /** The time of a row, in nanoseconds. */
  ROW_TIME("ns/row", false),

  /** Rows a second. */
  RATE("rows/s", true),

  /** Bytes of the heap that a row costs. */
  ALLOCATION("B/row", false),

  /** The time that 99 of 100 operations do not exceed, in nanoseconds. */
  P99("ns/op", false),

  /** Bytes of the heap that an item of an operation's result holds. */
  MEMORY("B", false);

  private final String unit;
  private final boolean higherIsBetter;

  TargetMetric(String unit, boolean higherIsBetter) {
    this.unit = unit;
    this.higherIsBetter = higherIsBetter;
  }

  String unit() {
    return unit;
  }

  /** Whether it compares two benchmarks. */
  boolean isComparison() {
    return this == RATIO || this == DIFFERENCE;
  }

  boolean isAtLeastAsGood(double value, double bound) {
    return higherIsBetter ? value >= bound : value <= bound;
  }

  /** The end of an interval at which the metric is worst. */
  double worst(double low, double high) {
    return higherIsBetter ? low : high;
  }

  /** The end of an interval at which the metric is best. */
  double best(double low, double high) {
    return higherIsBetter ? high : low;
  }
}
