package dev.weir.bench.history;

import dev.weir.bench.decision.ChangePoint;
import dev.weir.bench.decision.ChangePoints;
import dev.weir.bench.history.SessionChange.Control;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A series as lines of text: environment, trend, a table of its points, changes of level. */
public final class HistoryText {
  private static final double MILLIS = 1_000;
  private static final double PERCENT = 100;
  private static final double MIB_PER_GIB = 1024;
  private static final int SPARKLINE_COLUMNS = 60;

  private HistoryText() {}

  /**
   * The lines.
   *
   * @param ascii whether to draw the trend with ASCII characters only
   */
  public static List<String> of(Series series, boolean ascii) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s%s, environment %s"
            .formatted(
                series.subject().id(),
                series.comparison() ? " in comparisons" : "",
                series.environment().key()));
    environment(lines, series.environment());
    lines.add(
        "  trend of the %s: %s"
            .formatted(
                series.control() == Control.LIMIT ? "ratio to the limit" : "time",
                Sparkline.of(series.trend(), SPARKLINE_COLUMNS, ascii)));
    lines.add(row("", "run", "commit", "arm", "n", "mean ms", "95 %", "/limit"));
    for (int i = 0; i < series.points().size(); i++) {
      boolean changed = series.changeAt(i).isPresent();
      lines.add(point(changed ? "*" : "", series.points().get(i)));
    }
    changes(lines, series);
    return lines;
  }

  private static void environment(List<String> lines, Environment environment) {
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s, %d cores, %.1f GiB, %s",
            environment.cpuModel(),
            environment.cores(),
            environment.memoryMib() / MIB_PER_GIB,
            environment.kernel()));
    lines.add("  JDK " + environment.jdk());
    environment.facts().forEach((name, value) -> lines.add("  " + name + " " + value));
  }

  private static String point(String marker, Series.Point point) {
    Measurement measured = point.measurement();
    double[] seconds = measured.seconds();
    return row(
        marker,
        measured.runId(),
        commit(measured.build()),
        measured.build().arm().map(Enum::name).orElse("-"),
        String.valueOf(seconds.length),
        millis(Means.mean(seconds)),
        interval(seconds)
            .map(it -> "[%s, %s]".formatted(millis(it.low()), millis(it.high())))
            .orElse("-"),
        point.ofLimit().map(it -> String.format(Locale.ROOT, "%.3f", it)).orElse("-"));
  }

  /** The t interval of the mean, cut off at 0; empty of one sample. */
  private static Optional<Interval> interval(double[] seconds) {
    return seconds.length < 2
        ? Optional.empty()
        : Optional.of(Means.interval(seconds).mapIncreasing(value -> Math.max(0, value)));
  }

  private static String commit(Build build) {
    String sha = build.sha().map(it -> it.substring(0, Math.min(10, it.length()))).orElse("-");
    return sha + (build.dirty() ? "+" : "");
  }

  private static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds * MILLIS);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%1s %-22s %-11s %-3s %3s %9s %-17s %7s", cells)
        .stripTrailing();
  }

  private static void changes(List<String> lines, Series series) {
    if (series.points().size() < 2 * ChangePoints.MIN_SEGMENT) {
      lines.add(
          "  points: %d; a change of level takes at least %d before it and as many after."
              .formatted(series.points().size(), ChangePoints.MIN_SEGMENT));
      return;
    }
    if (series.changes().isEmpty()) {
      lines.add(
          String.format(Locale.ROOT, "  no change of level (p above %s)", ChangePoints.LEVEL));
    }
    for (ChangePoint change : series.changes()) {
      Measurement at = series.points().get(change.index()).measurement();
      lines.add(
          String.format(
              Locale.ROOT,
              "* %+.1f %% from %s on (%s), p = %.1g",
              Math.expm1(change.after() - change.before()) * PERCENT,
              at.runId(),
              commit(at.build()),
              change.p()));
    }
  }
}
