package dev.weir.micro.runner;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.MeanDifference;
import dev.weir.bench.stats.MeanRatio;
import dev.weir.bench.stats.Means;
import dev.weir.micro.runner.RowSummary.MeanFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * A target and what was measured of it.
 *
 * @param row empty where no row of the target was measured
 * @param measured with its 95 % interval, in the metric's unit; empty where it was not measured
 */
record TargetCheck(BenchmarkTarget target, Optional<RowKey> row, Optional<MeanFigure> measured) {

  /**
   * Bytes a row are rounded to this: the profiler counts what the thread allocates outside of the
   * benchmark, too, some bytes an iteration.
   */
  private static final double BYTES_RESOLUTION = 0.01;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Whether a target is kept. */
  enum Status {
    /** The whole interval keeps the bound. */
    MET("met"),
    /** No value of the interval keeps the bound. */
    MISSED("missed"),
    /** The bound is within the interval, or a single fork has none. */
    UNDECIDED("undecided"),
    /** There is no record of it. */
    NOT_MEASURED("not measured");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** One check for each row that a target is for, or one that says that there is none. */
  static List<TargetCheck> of(List<BenchmarkTarget> targets, MicroRecords records) {
    Set<RowKey> rows = new TreeSet<>(records.latest().byRow().keySet());
    List<TargetCheck> checks = new ArrayList<>();
    for (BenchmarkTarget target : targets) {
      List<RowKey> matching = rows.stream().filter(target::matches).toList();
      if (matching.isEmpty()) {
        checks.add(new TargetCheck(target, Optional.empty(), Optional.empty()));
      }
      matching.forEach(
          row ->
              checks.add(
                  new TargetCheck(target, Optional.of(row), measured(target, row, records))));
    }
    return checks;
  }

  private static Optional<MeanFigure> measured(
      BenchmarkTarget target, RowKey row, MicroRecords records) {
    List<ForkRecord> forks = records.beside(row, row);
    return switch (target.metric()) {
      case TIME -> figure(RowSummary.values(forks, ForkFigures::nanosPerOp));
      case ROW_TIME -> figure(RowSummary.values(forks, ForkFigures::nanosPerRow));
      case RATE ->
          figure(
              Arrays.stream(RowSummary.values(forks, ForkFigures::nanosPerRow))
                  .map(nanos -> NANOS_PER_SECOND / nanos)
                  .toArray());
      case RATIO -> compared(row, against(target, row), records, TargetCheck::ratio);
      case DIFFERENCE -> compared(row, against(target, row), records, TargetCheck::difference);
      case ALLOCATION -> allocation(target, row, records);
      case P99 -> figure(RowSummary.values(forks, ForkFigures::p99NanosPerOp));
      case MEMORY -> figure(RowSummary.values(forks, ForkFigures::heldBytes));
    };
  }

  private static Optional<MeanFigure> figure(double[] values) {
    return MeanFigure.of(values);
  }

  private static RowKey against(BenchmarkTarget target, RowKey row) {
    return new RowKey(target.against().orElseThrow(), row.params(), row.mode());
  }

  /** Both times are of the same run. */
  private static Optional<MeanFigure> compared(
      RowKey row,
      RowKey against,
      MicroRecords records,
      BiFunction<double[], double[], MeanFigure> figure) {
    double[] own = RowSummary.values(records.beside(row, against), ForkFigures::nanosPerOp);
    double[] other = RowSummary.values(records.beside(against, row), ForkFigures::nanosPerOp);
    if (own.length == 0 || other.length == 0) {
      return Optional.empty();
    }
    return Optional.of(figure.apply(own, other));
  }

  private static MeanFigure ratio(double[] own, double[] other) {
    return isSingle(own, other)
        ? new MeanFigure(Means.mean(other) / Means.mean(own), Optional.empty())
        : figure(MeanRatio.of(other, own));
  }

  private static MeanFigure difference(double[] own, double[] other) {
    return isSingle(own, other)
        ? new MeanFigure(Means.mean(own) - Means.mean(other), Optional.empty())
        : figure(MeanDifference.of(own, other));
  }

  /** A single fork has no interval. */
  private static boolean isSingle(double[] own, double[] other) {
    return own.length == 1 || other.length == 1;
  }

  private static MeanFigure figure(Interval interval) {
    return new MeanFigure(interval.point(), Optional.of(interval));
  }

  private static Optional<MeanFigure> allocation(
      BenchmarkTarget target, RowKey row, MicroRecords records) {
    if (target.base().isEmpty()) {
      return figure(
          rounded(RowSummary.values(records.beside(row, row), ForkFigures::allocatedPerRow)));
    }
    Map<String, String> params = new HashMap<>(row.params());
    params.putAll(target.base());
    RowKey base = new RowKey(row.benchmark(), params, row.mode());
    return figure(rounded(perFurtherRow(records.beside(row, base), records.beside(base, row))));
  }

  /** What each further row costs: the difference in bytes by the difference in rows. */
  private static double[] perFurtherRow(List<ForkRecord> large, List<ForkRecord> small) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < Math.min(large.size(), small.size()); i++) {
      ForkFigures more = large.get(i).figures();
      ForkFigures less = small.get(i).figures();
      Optional<Double> bytes =
          more.allocatedPerOp().flatMap(a -> less.allocatedPerOp().map(b -> a - b));
      Optional<Double> rows = more.rowsPerOp().flatMap(a -> less.rowsPerOp().map(b -> a - b));
      bytes.flatMap(a -> rows.filter(it -> it > 0).map(b -> a / b)).ifPresent(values::add);
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] rounded(double[] bytes) {
    return Arrays.stream(bytes)
        .map(value -> Math.round(value / BYTES_RESOLUTION) * BYTES_RESOLUTION)
        .toArray();
  }

  Status status() {
    if (measured.isEmpty()) {
      return Status.NOT_MEASURED;
    }
    Optional<Interval> interval = measured.get().interval();
    if (interval.isEmpty()) {
      return Status.UNDECIDED;
    }
    if (keeps(worst(interval.get()), target.bound())) {
      return Status.MET;
    }
    return keeps(best(interval.get()), target.bound()) ? Status.UNDECIDED : Status.MISSED;
  }

  /** Whether the whole interval is as good as the aim. */
  boolean reachesAim() {
    return measured
        .flatMap(MeanFigure::interval)
        .filter(interval -> keeps(worst(interval), target.aim()))
        .isPresent();
  }

  private boolean keeps(double value, double bound) {
    return target.metric().isAtLeastAsGood(value, bound);
  }

  private double worst(Interval interval) {
    return target.metric().worst(interval.low(), interval.high());
  }

  private double best(Interval interval) {
    return target.metric().best(interval.low(), interval.high());
  }
}
