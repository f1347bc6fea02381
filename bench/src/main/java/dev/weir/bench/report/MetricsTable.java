package dev.weir.bench.report;

import dev.weir.bench.sample.Metric;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All modes side by side: throughput, each stage, cost, and the distance from the limit. */
final class MetricsTable {
  private static final double MILLIS_PER_SECOND = 1_000;

  private static final int LABEL_COLUMNS = 24;

  /** Run figures that are shown elsewhere in the table, in a better unit. */
  private static final List<Metric> SHOWN_APART =
      List.of(Metric.DURATION, Metric.BYTES_READ, Metric.BYTES_WRITTEN);

  private final List<List<MeasuredProcess>> modes;
  private final Table table;

  /**
   * @param modes the processes of each mode, none empty
   */
  MetricsTable(List<List<MeasuredProcess>> modes) {
    this.modes = modes;
    this.table =
        new Table(
            LABEL_COLUMNS,
            modes.stream().map(mode -> mode.get(0).first().subject().mode()).toList());
  }

  void print(Page page, Paint paint) {
    row("rows/s", mode -> Optional.of(rate(mode, (double) mode.get(0).first().subject().rows())));
    row("MiB/s", MetricsTable::mib);
    row("warm ms", mode -> mean(mode, Metric.DURATION));
    group(Metric.Group.RUN);
    table.heading("cold, the first run of a process");
    row("  whole ms", mode -> coldMean(mode, Metric.DURATION));
    row("  first row ms", mode -> coldMean(mode, Metric.TIME_TO_FIRST_ROW));
    for (Metric metric : Metric.values()) {
      if (metric.group() == Metric.Group.START) {
        row("  " + metric.label() + unit(metric), mode -> coldMean(mode, metric));
      }
    }
    table.heading("source");
    group(Metric.Group.SOURCE);
    table.heading("destination");
    group(Metric.Group.DESTINATION);
    table.heading("cost of a run");
    group(Metric.Group.COST);
    limitRows();
    table.print(page, paint);
  }

  private void group(Metric.Group group) {
    for (Metric metric : Metric.values()) {
      if (metric.group() == group && !SHOWN_APART.contains(metric)) {
        row("  " + metric.label() + unit(metric), mode -> mean(mode, metric));
      }
    }
  }

  private static String unit(Metric metric) {
    return switch (metric.unit()) {
      case SECONDS, MILLISECONDS -> " ms";
      case BYTES -> " MiB";
      case COUNT -> "";
    };
  }

  static double inTableUnit(Metric metric, double value) {
    return switch (metric.unit()) {
      case SECONDS -> value * MILLIS_PER_SECOND;
      case BYTES -> value / Numbers.BYTES_PER_MIB;
      case MILLISECONDS, COUNT -> value;
    };
  }

  private void limitRows() {
    Optional<List<MeasuredProcess>> limit =
        modes.stream().filter(mode -> mode.get(0).first().subject().limit()).findFirst();
    if (limit.isEmpty()) {
      return;
    }
    table.heading("rows/s, " + limit.get().get(0).first().subject().mode() + " = 1");
    List<Optional<PairedRatio>> ratios =
        modes.stream().map(mode -> ofLimit(mode, limit.get())).toList();
    table.row("  ratio", cells(ratios, ratio -> Optional.of(ratio.point())));
    table.row("  95 % from", cells(ratios, ratio -> bounds(ratio).map(Interval::low)));
    table.row("  95 % to", cells(ratios, ratio -> bounds(ratio).map(Interval::high)));
  }

  private static List<String> cells(
      List<Optional<PairedRatio>> ratios, Function<PairedRatio, Optional<Double>> figure) {
    return ratios.stream()
        .map(ratio -> ratio.flatMap(figure).map(Numbers::ratio).orElse(Table.ABSENT))
        .toList();
  }

  private static Optional<Interval> bounds(PairedRatio ratio) {
    return ratio.pairs() < 2 ? Optional.empty() : Optional.of(ratio.interval());
  }

  /**
   * The limit's time divided by the mode's, paired within each round; empty for the limit itself.
   */
  private static Optional<PairedRatio> ofLimit(
      List<MeasuredProcess> mode, List<MeasuredProcess> limit) {
    if (mode == limit) {
      return Optional.empty();
    }
    Map<Integer, MeasuredProcess> limitByRound =
        limit.stream()
            .collect(
                Collectors.toMap(MeasuredProcess::iteration, p -> p, (first, second) -> first));
    List<MeasuredProcess> ours = new ArrayList<>();
    List<MeasuredProcess> theirs = new ArrayList<>();
    for (MeasuredProcess process : mode) {
      MeasuredProcess partner = limitByRound.get(process.iteration());
      if (partner != null) {
        ours.add(process);
        theirs.add(partner);
      }
    }
    return ours.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PairedRatio.of(MeasuredProcess.warmSecs(ours), MeasuredProcess.warmSecs(theirs)));
  }

  private void row(String label, Function<List<MeasuredProcess>, Optional<Double>> figure) {
    table.row(
        label,
        modes.stream()
            .map(mode -> figure.apply(mode).map(Numbers::digits).orElse(Table.ABSENT))
            .toList());
  }

  private static Optional<Double> mean(List<MeasuredProcess> mode, Metric metric) {
    return MeasuredProcess.values(mode, metric)
        .map(values -> inTableUnit(metric, Means.mean(values)));
  }

  private static Optional<Double> coldMean(List<MeasuredProcess> mode, Metric metric) {
    return MeasuredProcess.coldValues(mode, metric)
        .map(values -> inTableUnit(metric, Means.mean(values)));
  }

  private static double rate(List<MeasuredProcess> mode, double amount) {
    return amount / Means.mean(MeasuredProcess.warmSecs(mode));
  }

  private static Optional<Double> mib(List<MeasuredProcess> mode) {
    return mean(mode, Metric.BYTES_READ).map(mib -> rate(mode, mib));
  }
}
