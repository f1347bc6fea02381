package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The tables of a run of {@code bench.sh}. */
final class RunTables {
  private static final String INTERVAL = " [95 %]";

  private final List<Mode> modes;
  private final Optional<Mode> limit;

  RunTables(List<Mode> modes) {
    this.modes = modes;
    this.limit = modes.stream().filter(mode -> mode.subject().limit()).findFirst();
  }

  /** One line a mode. */
  Grid overview() {
    Unit time = timeUnit();
    Unit rate = Unit.ofRates(modes.stream().mapToDouble(mode -> mode.rate().point()));
    Unit cpu = unit(mode -> mode.warm(Metric.CPU));
    List<String> headings =
        List.of(
            time.heading("time") + INTERVAL,
            rate.name(),
            "% of " + limit.map(Mode::name).orElse("limit") + INTERVAL,
            cpu.heading("CPU"),
            Unit.MEBIBYTES.heading("RSS"));
    Grid.Builder table = new Grid.Builder("mode", headings);
    for (Mode mode : modes) {
      table.row(
          mode.name(),
          List.of(
              mode.time().in(time).text(),
              mode.rate().in(rate).pointText(),
              text(share(mode), Unit.PERCENT),
              point(mode.warm(Metric.CPU), cpu),
              point(mode.warm(Metric.RSS_PEAK), Unit.MEBIBYTES)));
    }
    return table.build();
  }

  Unit timeUnit() {
    return Unit.ofTimes(modes.stream().mapToDouble(mode -> mode.time().point()));
  }

  private Optional<Estimate> share(Mode mode) {
    return mode.subject().limit() ? Optional.empty() : limit.flatMap(mode::shareOf);
  }

  /** The first run of each process beside its warm runs, with what only the first run has. */
  Grid coldAndWarm() {
    Unit total =
        Unit.ofTimes(
            modes.stream()
                .flatMap(mode -> mode.cold(Metric.DURATION).stream())
                .mapToDouble(Estimate::point));
    Unit starts = unit(mode -> mode.cold(Metric.STARTUP));
    Unit first = unit(mode -> mode.cold(Metric.TIME_TO_FIRST_ROW));
    List<String> headings =
        List.of(
            total.heading("cold") + INTERVAL,
            total.heading("warm"),
            starts.heading("start-up"),
            first.heading("first row"));
    Grid.Builder table = new Grid.Builder("mode", headings);
    for (Mode mode : modes) {
      Optional<Estimate> cold = mode.cold(Metric.DURATION);
      if (cold.isPresent()) {
        table.row(
            mode.name(),
            List.of(
                text(cold, total),
                mode.time().in(total).pointText(),
                point(mode.cold(Metric.STARTUP), starts),
                point(mode.cold(Metric.TIME_TO_FIRST_ROW), first)));
      }
    }
    return table.build();
  }

  /** What the start-up cache saves, where a mode was measured with and without it. */
  Grid startupCache() {
    List<Mode> without = modes.stream().filter(mode -> withCache(mode).isPresent()).toList();
    Unit unit =
        Unit.ofTimes(
            without.stream()
                .flatMap(mode -> mode.cold(Metric.DURATION).stream())
                .mapToDouble(Estimate::point));
    List<String> headings =
        List.of(unit.heading("without"), unit.heading("with"), unit.heading("saved") + INTERVAL);
    Grid.Builder table = new Grid.Builder("start-up cache", headings);
    for (Mode mode : without) {
      Mode with = withCache(mode).orElseThrow();
      for (Metric metric : List.of(Metric.STARTUP, Metric.DURATION)) {
        String label = metric == Metric.STARTUP ? "start-up" : "cold run";
        table.row(
            with.name() + ", " + label,
            List.of(
                point(mode.cold(metric), unit),
                point(with.cold(metric), unit),
                mode.coldMinus(with, metric)
                    .map(saved -> Figures.change(saved.mapIncreasing(unit::of)))
                    .orElse(Grid.ABSENT)));
      }
    }
    return table.build();
  }

  private Optional<Mode> withCache(Mode without) {
    return without.name().endsWith(Subject.WITHOUT_CACHE)
        ? modes.stream()
            .filter(mode -> without.name().equals(mode.name() + Subject.WITHOUT_CACHE))
            .findFirst()
        : Optional.empty();
  }

  /** Each stage and cost of a warm run; rows that are 0 in all modes are left out. */
  Grid stages() {
    Grid.Builder table =
        new Grid.Builder("mean of the warm runs", modes.stream().map(Mode::name).toList());
    table.group("rate");
    table.row("MiB/s", modes.stream().map(RunTables::mebibytesPerSecond).toList());
    group(table, "run", List.of(Metric.TIME_TO_FIRST_ROW));
    group(table, "source", Metric.Group.SOURCE);
    group(table, "destination", Metric.Group.DESTINATION);
    List<Metric> costs = new ArrayList<>(ofGroup(Metric.Group.COST));
    for (Metric.Unit kind : Metric.Unit.values()) {
      List<Metric> metrics = costs.stream().filter(metric -> metric.unit() == kind).toList();
      group(table, kind == Metric.Unit.COUNT ? "count" : "cost", metrics);
    }
    return table.build();
  }

  private void group(Grid.Builder table, String title, Metric.Group group) {
    group(table, title, ofGroup(group));
  }

  private void group(Grid.Builder table, String title, List<Metric> metrics) {
    List<Metric> shown = metrics.stream().filter(this::isAboveZero).toList();
    if (shown.isEmpty()) {
      return;
    }
    Unit unit = unitOf(shown);
    table.group(unit.heading(title));
    for (Metric metric : shown) {
      table.row(
          metric.label(), modes.stream().map(mode -> point(mode.warm(metric), unit)).toList());
    }
  }

  private Unit unitOf(List<Metric> metrics) {
    return switch (metrics.get(0).unit()) {
      case SECONDS, MILLISECONDS ->
          Unit.ofTimes(metrics.stream().flatMapToDouble(metric -> points(it -> it.warm(metric))));
      case BYTES -> Unit.MEBIBYTES;
      case COUNT -> Unit.COUNT;
    };
  }

  private boolean isAboveZero(Metric metric) {
    return points(mode -> mode.warm(metric)).anyMatch(value -> value > 0);
  }

  static List<Metric> ofGroup(Metric.Group group) {
    return Arrays.stream(Metric.values()).filter(metric -> metric.group() == group).toList();
  }

  private Unit unit(Function<Mode, Optional<Estimate>> figure) {
    return Unit.ofTimes(points(figure));
  }

  private DoubleStream points(Function<Mode, Optional<Estimate>> figure) {
    return modes.stream().flatMap(mode -> figure.apply(mode).stream()).mapToDouble(Estimate::point);
  }

  private static String mebibytesPerSecond(Mode mode) {
    return mode.warm(Metric.BYTES_READ)
        .map(bytes -> Unit.MEBIBYTES.of(bytes.point()) / mode.subject().rows())
        .map(perRow -> scaled(mode.rate(), perRow).pointText())
        .orElse(Grid.ABSENT);
  }

  private static Estimate scaled(Estimate rate, double factor) {
    return new Estimate(
        rate.point() * factor,
        rate.interval().map(it -> it.mapIncreasing(value -> value * factor)));
  }

  private static String text(Optional<Estimate> estimate, Unit unit) {
    return estimate.map(it -> it.in(unit).text()).orElse(Grid.ABSENT);
  }

  private static String point(Optional<Estimate> estimate, Unit unit) {
    return estimate.map(it -> it.in(unit).pointText()).orElse(Grid.ABSENT);
  }
}
