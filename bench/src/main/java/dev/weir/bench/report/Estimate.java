package dev.weir.bench.report;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import java.util.Optional;

/**
 * A mean.
 *
 * @param point the mean
 * @param interval its 95 % interval; empty for a single value
 */
record Estimate(double point, Optional<Interval> interval) {

  /** The mean of at least one value with its t interval. */
  static Estimate of(double[] values) {
    return values.length == 1
        ? new Estimate(values[0], Optional.empty())
        : of(Means.displayed(values));
  }

  static Estimate of(Interval interval) {
    return new Estimate(interval.point(), Optional.of(interval));
  }

  /** In a unit; none of the figures that reports show can be below 0, so its bounds are not. */
  Estimate in(Unit unit) {
    return new Estimate(
        unit.of(point), interval.map(it -> it.mapIncreasing(value -> Math.max(0, unit.of(value)))));
  }

  /** {@code point [low, high]}. */
  String text() {
    return interval.map(Figures::interval).orElseGet(() -> Figures.value(point));
  }

  /** The point, with the digits that the interval allows. */
  String pointText() {
    return interval.map(Figures::point).orElseGet(() -> Figures.value(point));
  }
}
