package dev.weir.micro.runner;

import dev.weir.bench.report.Block;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Grid;
import dev.weir.bench.report.Tone;
import dev.weir.bench.stats.Interval;
import dev.weir.micro.runner.RowSummary.MeanFigure;
import dev.weir.micro.runner.TargetCheck.Status;
import java.util.ArrayList;
import java.util.List;

/** The targets as a table, with a sentence that counts them. */
final class TargetBlocks {
  private static final double MILLION = 1e6;

  private TargetBlocks() {}

  static List<Block> of(List<TargetCheck> checks, boolean withSources) {
    List<Block> blocks = new ArrayList<>();
    Grid.Builder table =
        new Grid.Builder("target", List.of("measured [95 %]", "bound", "aim", "verdict"));
    List<TargetCheck> measured =
        checks.stream().filter(check -> check.status() != Status.NOT_MEASURED).toList();
    measured.forEach(check -> table.row(label(check), cells(check), tone(check)));
    if (!measured.isEmpty()) {
      blocks.add(table.build());
    }
    blocks.add(new Block.Sentence(Tone.PLAIN, counts(checks)));
    if (withSources) {
      Grid.Builder sources = new Grid.Builder("target", List.of("where the bound comes from"));
      checks.stream()
          .map(TargetCheck::target)
          .distinct()
          .forEach(
              target ->
                  sources.row(
                      RowKey.shortName(target.benchmark()) + ", " + name(target),
                      List.of(target.source())));
      blocks.add(sources.build());
    }
    return blocks;
  }

  private static String counts(List<TargetCheck> checks) {
    return "%d met, %d missed, %d undecided, %d not measured. A target is met if the whole interval keeps the bound, and missed if none of it does."
        .formatted(
            count(checks, Status.MET),
            count(checks, Status.MISSED),
            count(checks, Status.UNDECIDED),
            count(checks, Status.NOT_MEASURED));
  }

  private static long count(List<TargetCheck> checks, Status status) {
    return checks.stream().filter(check -> check.status() == status).count();
  }

  private static String label(TargetCheck check) {
    return check.row().map(RowKey::text).orElse("") + ", " + name(check.target());
  }

  private static String name(BenchmarkTarget target) {
    return switch (target.metric()) {
      case RATIO -> target.against().map(TargetBlocks::method).orElse("") + " : this";
      case DIFFERENCE -> "less " + target.against().map(TargetBlocks::method).orElse("");
      case TIME, ROW_TIME -> "time";
      case RATE -> "rate";
      case ALLOCATION ->
          target.base().isEmpty() ? "allocation" : "allocation beyond " + target.base();
      case P99 -> "p99";
      case MEMORY -> "memory";
    };
  }

  private static String method(String benchmark) {
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  private static List<String> cells(TargetCheck check) {
    TargetMetric metric = check.target().metric();
    return List.of(
        check.measured().map(it -> measured(metric, it)).orElse(Grid.ABSENT),
        value(metric, check.target().bound()),
        value(metric, check.target().aim()),
        check.reachesAim() ? "met, and the aim" : check.status().words());
  }

  private static String measured(TargetMetric metric, MeanFigure figure) {
    return switch (metric) {
      case TIME, ROW_TIME, P99 ->
          figure.interval().map(TimeText::of).orElseGet(() -> TimeText.of(figure.point()));
      case DIFFERENCE, RATE, RATIO, ALLOCATION, MEMORY ->
          figure
              .interval()
              .map(it -> interval(metric, it))
              .orElseGet(() -> value(metric, figure.point()));
    };
  }

  private static String interval(TargetMetric metric, Interval interval) {
    return metric == TargetMetric.RATE
        ? Figures.interval(interval.mapIncreasing(rate -> rate / MILLION)) + " M rows/s"
        : Figures.interval(interval) + " " + metric.unit();
  }

  private static String value(TargetMetric metric, double value) {
    return switch (metric) {
      case TIME, ROW_TIME, P99 -> TimeText.of(value);
      case RATE -> Figures.value(value / MILLION) + " M rows/s";
      case DIFFERENCE, RATIO, ALLOCATION, MEMORY -> Figures.value(value) + " " + metric.unit();
    };
  }

  private static Tone tone(TargetCheck check) {
    return switch (check.status()) {
      case MET -> Tone.GOOD;
      case MISSED -> Tone.BAD;
      case UNDECIDED -> Tone.WARNING;
      case NOT_MEASURED -> Tone.FAINT;
    };
  }
}
