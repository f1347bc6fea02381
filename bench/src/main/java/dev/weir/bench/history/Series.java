package dev.weir.bench.history;

import dev.weir.bench.decision.ChangePoint;
import dev.weir.bench.decision.ChangePoints;
import dev.weir.bench.history.SessionChange.Control;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Subject;
import dev.weir.bench.stats.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The history of one subject in one environment. Runs of compare.sh are a series of their own, with
 * a point for each build, as they measure without the limit and in another order.
 *
 * @param comparison whether the points are builds of comparisons
 * @param points in the order of time, at least one
 * @param control what the trend is relative to: the limit where all points have one
 * @param changes changes of level of the trend, by {@link ChangePoints} on its logarithms; {@code
 *     before} and {@code after} are means of logarithms
 */
public record Series(
    Subject subject,
    Environment environment,
    boolean comparison,
    List<Point> points,
    Control control,
    List<ChangePoint> changes) {

  /**
   * A measurement in the history.
   *
   * @param seconds median of the samples
   * @param ofLimit median of the samples divided by the limit's of the same round; empty where the
   *     limit was not measured
   */
  public record Point(Measurement measurement, double seconds, Optional<Double> ofLimit) {
    static Point of(Measurement measurement, List<Measurement> others) {
      return new Point(
          measurement,
          Medians.median(measurement.seconds()),
          measurement
              .limitIn(others)
              .map(measurement::ratiosTo)
              .filter(ratios -> ratios.length > 0)
              .map(Medians::median));
    }
  }

  private record Key(Subject subject, String environment, boolean comparison) {
    static Key of(Measurement measurement) {
      return new Key(
          measurement.subject(),
          measurement.environment().key(),
          measurement.build().arm().isPresent());
    }
  }

  public Series {
    points = List.copyOf(points);
    changes = List.copyOf(changes);
  }

  /**
   * The series of these measurements, in the order of their subjects' ids.
   *
   * @param last how many points to keep of each, the latest ones; at most {@link
   *     ChangePoints#MAX_VALUES} are kept
   */
  public static List<Series> of(List<Measurement> measurements, int last) {
    Map<String, List<Measurement>> byRun = new LinkedHashMap<>();
    measurements.forEach(it -> byRun.computeIfAbsent(it.runId(), id -> new ArrayList<>()).add(it));
    Map<Key, List<Point>> byKey = new LinkedHashMap<>();
    measurements.stream()
        .sorted(Comparator.comparing(Measurement::start))
        .forEach(
            it ->
                byKey
                    .computeIfAbsent(Key.of(it), key -> new ArrayList<>())
                    .add(Point.of(it, byRun.getOrDefault(it.runId(), List.of()))));
    int kept = Math.min(last, ChangePoints.MAX_VALUES);
    return byKey.values().stream()
        .map(points -> of(points.subList(Math.max(0, points.size() - kept), points.size())))
        .sorted(Comparator.comparing(series -> series.subject().id()))
        .toList();
  }

  private static Series of(List<Point> points) {
    Measurement latest = points.get(points.size() - 1).measurement();
    boolean relative = points.stream().allMatch(point -> point.ofLimit().isPresent());
    Control control = relative ? Control.LIMIT : Control.NONE;
    double[] logs = Arrays.stream(trend(points, control)).map(Math::log).toArray();
    return new Series(
        latest.subject(),
        latest.environment(),
        latest.build().arm().isPresent(),
        points,
        control,
        ChangePoints.of(logs));
  }

  /** The value of each point: its time in seconds, or its ratio to the limit. */
  public double[] trend() {
    return trend(points, control);
  }

  private static double[] trend(List<Point> points, Control control) {
    return points.stream()
        .mapToDouble(
            point -> control == Control.LIMIT ? point.ofLimit().orElseThrow() : point.seconds())
        .toArray();
  }

  /** The change at a point, where there is one. */
  public Optional<ChangePoint> changeAt(int index) {
    return changes.stream().filter(change -> change.index() == index).findFirst();
  }
}
