package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.Medians;
import dev.weir.bench.stats.Outliers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The estimates of one mode, laid out as by Criterion.rs: time, throughput, spread, outliers. */
final class Estimates {
  /** The width of a name, as by Criterion.rs; a longer one has a line of its own. */
  private static final int NAME_COLUMNS = 24;

  private final Page page;
  private final Paint paint;

  Estimates(Page page, Paint paint) {
    this.page = page;
    this.paint = paint;
  }

  /**
   * Adds the estimates of one mode.
   *
   * @param name of the mode or arm
   * @param samples at least one, all of the same subject and build
   */
  void mode(String name, List<Sample> samples) {
    double[] seconds = Sample.warmSecs(samples);
    long rows = samples.get(0).first().subject().rows();
    label(name, "time:", time(seconds));
    continued("thrpt:", rate(seconds, (double) rows, false));
    bytes(samples).ifPresent(bytes -> continued("", rate(seconds, bytes, true)));
    if (seconds.length > 1) {
      continued(
          "median:",
          Numbers.seconds(Medians.median(seconds))
              + "  MAD: "
              + Numbers.seconds(Medians.absoluteDeviation(seconds)));
    }
    cold(samples);
    outliers(seconds);
  }

  private void cold(List<Sample> samples) {
    double[] cold =
        samples.stream()
            .flatMap(sample -> sample.coldSecs().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    if (cold.length > 0) {
      continued("cold:", time(cold));
    }
  }

  private void outliers(double[] seconds) {
    Outliers outliers = Outliers.of(seconds);
    if (outliers.total() == 0) {
      return;
    }
    List<String> classes = new ArrayList<>();
    outlierClass(classes, outliers.lowSevere(), "low severe");
    outlierClass(classes, outliers.lowMild(), "low mild");
    outlierClass(classes, outliers.highMild(), "high mild");
    outlierClass(classes, outliers.highSevere(), "high severe");
    String kept =
        "outliers, kept: %d of %d (%s)"
            .formatted(outliers.total(), seconds.length, String.join(", ", classes));
    page.line(" ".repeat(NAME_COLUMNS) + paint.yellow(kept));
  }

  private static void outlierClass(List<String> classes, int count, String name) {
    if (count > 0) {
      classes.add(count + " " + name);
    }
  }

  private String time(double[] seconds) {
    if (seconds.length < 2) {
      return "[" + paint.bold(Numbers.seconds(seconds[0])) + "]" + noInterval();
    }
    // The interval of few samples with a large spread may reach below 0; a time does not.
    Interval interval = Means.interval(seconds).mapIncreasing(value -> Math.max(0, value));
    return bracket(Numbers.seconds(interval));
  }

  private String rate(double[] seconds, double amount, boolean bytes) {
    if (seconds.length < 2) {
      double rate = amount / seconds[0];
      String text =
          bytes ? Numbers.digits(rate / Numbers.BYTES_PER_MIB) + " MiB/s" : Numbers.rows(rate);
      return "[" + paint.bold(text) + "]";
    }
    Interval time = Means.interval(seconds);
    if (time.low() <= 0) {
      // The rate has no upper bound where the interval of the time reaches 0.
      return "[interval too wide]";
    }
    Interval rate = time.mapDecreasing(value -> amount / value);
    return bracket(bytes ? Numbers.mib(rate) : Numbers.rows(rate));
  }

  private String noInterval() {
    return paint.faint(" one sample, no interval");
  }

  /** {@code [low point high]}, the point in bold between faint bounds. */
  private String bracket(List<String> parts) {
    return "["
        + paint.faint(parts.get(0))
        + " "
        + paint.bold(parts.get(1))
        + " "
        + paint.faint(parts.get(2))
        + "]";
  }

  private static Optional<Double> bytes(List<Sample> samples) {
    return Sample.values(samples, Metric.BYTES_READ).map(Means::mean);
  }

  private void label(String name, String key, String value) {
    if (name.length() < NAME_COLUMNS) {
      page.line(paint.green(name) + " ".repeat(NAME_COLUMNS - name.length()) + keyed(key, value));
    } else {
      page.line(paint.green(name));
      continued(key, value);
    }
  }

  private void continued(String key, String value) {
    page.line(" ".repeat(NAME_COLUMNS) + keyed(key, value));
  }

  private static String keyed(String key, String value) {
    return String.format(Locale.ROOT, "%-8s", key) + value;
  }
}
