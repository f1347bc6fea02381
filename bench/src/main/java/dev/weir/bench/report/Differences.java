package dev.weir.bench.report;

import dev.weir.bench.decision.Difference;
import dev.weir.bench.decision.Family;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.RecordedPairs;
import dev.weir.bench.decision.SecondaryMetric;
import dev.weir.bench.result.Metric;
import dev.weir.bench.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The differences of stages, cold runs and cost: those that moved, and the others. */
final class Differences {
  private final Family<SecondaryMetric> family;
  private final Map<SecondaryMetric, List<PairTime>> pairs;

  /** Figures that are ordered by size together, in one unit. */
  private enum Kind {
    STAGE("stage"),
    SIDE("stages together"),
    START("first run of a process"),
    CPU("processor"),
    MEMORY("bytes"),
    COUNT("count");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  Differences(RecordedPairs recorded) {
    this.pairs = recorded.secondary();
    this.family = Family.of(pairs);
  }

  private static Kind kind(Metric metric) {
    return switch (metric.group()) {
      case SOURCE, DESTINATION ->
          metric == Metric.SOURCE_DURATION || metric == Metric.DEST_DURATION
              ? Kind.SIDE
              : Kind.STAGE;
      case START -> Kind.START;
      case RUN ->
          metric == Metric.DURATION
              ? Kind.START
              : metric.unit() == Metric.Unit.BYTES ? Kind.MEMORY : Kind.SIDE;
      case COST ->
          switch (metric.unit()) {
            case SECONDS, MILLISECONDS -> Kind.CPU;
            case BYTES -> Kind.MEMORY;
            case COUNT -> Kind.COUNT;
          };
    };
  }

  private static String label(SecondaryMetric figure) {
    Metric metric = figure.metric();
    return switch (metric.group()) {
      case SOURCE -> "source " + metric.label();
      case DESTINATION -> "destination " + metric.label();
      case RUN -> metric == Metric.DURATION ? "cold run" : metric.label();
      case START, COST -> metric.label();
    };
  }

  /** What moved, the largest first; empty where nothing did. */
  Optional<Grid> moved() {
    return table("moved", Difference::flagged);
  }

  /** What is not shown to have moved, except for figures that are 0 throughout. */
  Optional<Grid> others() {
    return table("not shown to have moved", difference -> !difference.flagged());
  }

  /** How the differences are tested. */
  String method() {
    int tested = (int) pairs.values().stream().filter(Differences::varies).count();
    return "B − A by pair; Holm over %s: any of them is flagged in at most 5 %% of comparisons of equal builds."
        .formatted(Figures.counted(tested, "figure"));
  }

  private static boolean varies(List<PairTime> values) {
    return values.stream().anyMatch(pair -> pair.a() != pair.b());
  }

  private Optional<Grid> table(String caption, Predicate<Difference<SecondaryMetric>> shown) {
    Grid.Builder table = new Grid.Builder(caption, List.of("A", "B", "B − A", "p (Holm)"));
    for (Kind kind : Kind.values()) {
      List<Difference<SecondaryMetric>> rows =
          family.largestFirst().stream()
              .filter(it -> kind(it.metric().metric()) == kind)
              .filter(shown)
              .filter(it -> maximum(it.metric()) > 0)
              .toList();
      if (!rows.isEmpty()) {
        rows(table, kind, rows);
      }
    }
    Grid grid = table.build();
    return grid.isEmpty() ? Optional.empty() : Optional.of(grid);
  }

  private void rows(Grid.Builder table, Kind kind, List<Difference<SecondaryMetric>> rows) {
    Unit unit =
        switch (kind) {
          case STAGE, SIDE, START, CPU ->
              Unit.ofTimes(rows.stream().mapToDouble(it -> maximum(it.metric())));
          case MEMORY -> Unit.MEBIBYTES;
          case COUNT -> Unit.COUNT;
        };
    table.group(unit.heading(kind.title));
    for (Difference<SecondaryMetric> row : rows) {
      Interval difference = row.difference().mapIncreasing(unit::of);
      table.row(
          label(row.metric()),
          List.of(
              mean(row.metric(), PairTime::a, unit),
              mean(row.metric(), PairTime::b, unit),
              Figures.change(difference),
              String.format(Locale.ROOT, "%.2g", row.adjustedP())),
          tone(row));
    }
  }

  private static Tone tone(Difference<SecondaryMetric> row) {
    if (!row.flagged()) {
      return Tone.PLAIN;
    }
    return row.difference().point() > 0 ? Tone.BAD : Tone.GOOD;
  }

  private double maximum(SecondaryMetric figure) {
    return values(figure).stream().mapToDouble(it -> Math.max(it.a(), it.b())).max().orElse(0);
  }

  private String mean(SecondaryMetric figure, ToDoubleFunction<PairTime> arm, Unit unit) {
    double[] values = values(figure).stream().mapToDouble(arm).toArray();
    return Estimate.of(values).in(unit).pointText();
  }

  private List<PairTime> values(SecondaryMetric figure) {
    return pairs.getOrDefault(figure, List.of());
  }
}
