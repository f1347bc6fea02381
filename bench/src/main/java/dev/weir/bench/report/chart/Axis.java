package dev.weir.bench.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear scale from values to coordinates.
 *
 * @param low smallest value
 * @param high largest value, above {@code low}
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}
 */
record Axis(double low, double high, double from, double to) {
  private static final double MARGIN = 0.06;
  private static final double[] STEPS = {1, 2, 5, 10};

  Axis {
    if (!(low < high)) {
      throw new IllegalArgumentException("an axis from %s to %s".formatted(low, high));
    }
  }

  /** An axis with a margin at both ends; values that are all equal get a range around them. */
  static Axis around(double low, double high, double from, double to) {
    double margin = (high - low) * MARGIN;
    if (margin <= 0) {
      margin = low == 0 ? 1 : Math.abs(low) * MARGIN;
    }
    return new Axis(low - margin, high + margin, from, to);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** About {@code count} multiples of 1, 2 or 5 times a power of ten within the axis. */
  List<Double> ticks(int count) {
    double step = step(count);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** A tick's value with the decimals that its distance to the next one needs. */
  String tickText(double tick, int count) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step(count))));
    return String.format(Locale.ROOT, "%." + decimals + "f", tick + 0.0).replace('-', '−');
  }

  private double step(int count) {
    double rough = (high - low) / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : STEPS) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return STEPS[STEPS.length - 1] * power;
  }
}
