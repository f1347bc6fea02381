package dev.weir.bench.stats;

import java.util.function.DoubleUnaryOperator;

/** A point estimate and the bounds of its confidence interval around it, all finite. */
public record Interval(double low, double point, double high) {
  public Interval {
    if (!(low <= point && point <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException("not an interval: [%s %s %s]".formatted(low, point, high));
    }
  }

  /** The image under a non-decreasing function, such as a change of unit or exp. */
  public Interval mapIncreasing(DoubleUnaryOperator function) {
    return new Interval(
        function.applyAsDouble(low), function.applyAsDouble(point), function.applyAsDouble(high));
  }

  /** The image under a non-increasing function, such as rows divided by time: bounds swap. */
  public Interval mapDecreasing(DoubleUnaryOperator function) {
    return new Interval(
        function.applyAsDouble(high), function.applyAsDouble(point), function.applyAsDouble(low));
  }
}
