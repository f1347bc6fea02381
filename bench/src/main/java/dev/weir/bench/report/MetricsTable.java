package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All modes side by side: throughput, each stage, cost, and the ratio to the limit. */
final class MetricsTable {
  private static final double MILLIS_PER_SECOND = 1_000;

  private static final int LABEL_COLUMNS = 24;

  /** Metrics of a run that the table shows elsewhere, as rates. */
  private static final List<Metric> SHOWN_AS_RATES =
      List.of(Metric.DURATION, Metric.BYTES_READ, Metric.BYTES_WRITTEN);

  private final List<List<Sample>> modes;
  private final ReportTable table;

  /**
   * A table of these modes.
   *
   * @param modes the samples of each mode, at least one of each
   */
  MetricsTable(List<List<Sample>> modes) {
    this.modes = modes;
    this.table =
        new ReportTable(
            LABEL_COLUMNS,
            modes.stream().map(mode -> mode.get(0).first().subject().mode()).toList());
  }

  void print(Page page, Paint paint) {
    row("rows/s", mode -> Optional.of(rate(mode, (double) mode.get(0).first().subject().rows())));
    row("MiB/s", MetricsTable::mib);
    row("warm ms", mode -> mean(mode, Metric.DURATION));
    group(Metric.Group.RUN);
    table.heading("cold, the first run of a process");
    row("  total ms", mode -> coldMean(mode, Metric.DURATION));
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
      if (metric.group() == group && !SHOWN_AS_RATES.contains(metric)) {
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
    Optional<List<Sample>> limit =
        modes.stream().filter(mode -> mode.get(0).first().subject().limit()).findFirst();
    if (limit.isEmpty()) {
      return;
    }
    table.heading("rows/s relative to " + limit.get().get(0).first().subject().mode());
    List<Optional<PairedRatio>> ratios =
        modes.stream().map(mode -> relativeToLimit(mode, limit.get())).toList();
    table.row("  ratio", cells(ratios, ratio -> Optional.of(ratio.point())));
    table.row("  95 % low", cells(ratios, ratio -> bounds(ratio).map(Interval::low)));
    table.row("  95 % high", cells(ratios, ratio -> bounds(ratio).map(Interval::high)));
  }

  private static List<String> cells(
      List<Optional<PairedRatio>> ratios, Function<PairedRatio, Optional<Double>> figure) {
    return ratios.stream()
        .map(ratio -> ratio.flatMap(figure).map(Numbers::ratio).orElse(ReportTable.ABSENT))
        .toList();
  }

  private static Optional<Interval> bounds(PairedRatio ratio) {
    return ratio.pairs() < 2 ? Optional.empty() : Optional.of(ratio.interval());
  }

  /** The limit's time divided by the mode's, paired by round; empty for the limit itself. */
  private static Optional<PairedRatio> relativeToLimit(List<Sample> mode, List<Sample> limit) {
    if (mode == limit) {
      return Optional.empty();
    }
    Map<Integer, Sample> limitByRound =
        limit.stream()
            .collect(
                Collectors.toMap(Sample::iteration, sample -> sample, (first, second) -> first));
    List<Sample> ofMode = new ArrayList<>();
    List<Sample> ofLimit = new ArrayList<>();
    for (Sample sample : mode) {
      Sample counterpart = limitByRound.get(sample.iteration());
      if (counterpart != null) {
        ofMode.add(sample);
        ofLimit.add(counterpart);
      }
    }
    return ofMode.isEmpty()
        ? Optional.empty()
        : Optional.of(PairedRatio.of(Sample.warmSecs(ofMode), Sample.warmSecs(ofLimit)));
  }

  private void row(String label, Function<List<Sample>, Optional<Double>> figure) {
    table.row(
        label,
        modes.stream()
            .map(mode -> figure.apply(mode).map(Numbers::digits).orElse(ReportTable.ABSENT))
            .toList());
  }

  private static Optional<Double> mean(List<Sample> mode, Metric metric) {
    return Sample.values(mode, metric).map(values -> inTableUnit(metric, Means.mean(values)));
  }

  private static Optional<Double> coldMean(List<Sample> mode, Metric metric) {
    return Sample.coldValues(mode, metric).map(values -> inTableUnit(metric, Means.mean(values)));
  }

  private static double rate(List<Sample> mode, double amount) {
    return amount / Means.mean(Sample.warmSecs(mode));
  }

  private static Optional<Double> mib(List<Sample> mode) {
    return mean(mode, Metric.BYTES_READ).map(mib -> rate(mode, mib));
  }
}
