package dev.weir.bench.report;

import dev.weir.bench.report.chart.BarChart;
import dev.weir.bench.report.chart.DensityChart;
import dev.weir.bench.report.chart.Drawing;
import dev.weir.bench.report.chart.SampleSeries;
import dev.weir.bench.report.chart.SamplesChart;
import dev.weir.bench.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The charts of samples and stages. */
final class RunCharts {
  private RunCharts() {}

  /**
   * The samples in order, and their density, of one mode or of both arms.
   *
   * @param names of the arms; empty for a single mode
   * @param series their samples, in the order of measurement
   */
  static List<Drawing> samples(List<String> names, List<Mode> series, Unit unit) {
    List<SampleSeries> all = new ArrayList<>();
    List<String> means = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Estimate mean = series.get(i).time().in(unit);
      means.add(mean.text());
      all.add(
          new SampleSeries(
              i < names.size() ? names.get(i) : "",
              style(i),
              points(series.get(i), series, unit),
              mean.interval()));
    }
    return List.of(
        SamplesChart.of(all, "warm time", unit.name()),
        DensityChart.of(all, "warm time", unit.name(), means));
  }

  private static List<SampleSeries.Point> points(Mode mode, List<Mode> all, Unit unit) {
    List<Sample> inOrder =
        all.stream().flatMap(it -> it.samples().stream()).sorted(Sample.IN_ORDER).toList();
    return mode.samples().stream()
        .sorted(Sample.IN_ORDER)
        .map(
            sample -> {
              double value = unit.of(sample.warmSecs());
              return new SampleSeries.Point(
                  inOrder.indexOf(sample) + 1, value, Figures.value(value));
            })
        .toList();
  }

  private static String style(int series) {
    return series == 0 ? "a" : "b";
  }

  /**
   * The stages as bars.
   *
   * @param names of the arms; empty for a single mode
   */
  static List<Drawing> stages(List<String> names, List<Mode> series) {
    List<Drawing> drawings = new ArrayList<>();
    stages("Source", Metric.Group.SOURCE, names, series).ifPresent(drawings::add);
    stages("Destination", Metric.Group.DESTINATION, names, series).ifPresent(drawings::add);
    return drawings;
  }

  private static Optional<Drawing> stages(
      String title, Metric.Group group, List<String> names, List<Mode> series) {
    List<Metric> shown =
        RunTables.ofGroup(group).stream()
            .filter(metric -> series.stream().allMatch(mode -> mode.warm(metric).isPresent()))
            .filter(metric -> values(metric, series).stream().anyMatch(e -> e.point() > 0))
            .toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Unit unit =
        Unit.ofTimes(
            shown.stream()
                .flatMap(metric -> values(metric, series).stream())
                .mapToDouble(Estimate::point));
    List<BarChart.Bar> bars = new ArrayList<>();
    for (Metric metric : shown) {
      List<Estimate> values =
          values(metric, series).stream().map(estimate -> estimate.in(unit)).toList();
      bars.add(
          new BarChart.Bar(
              metric.label(),
              values.stream().map(Estimate::point).toList(),
              values.stream().map(Estimate::pointText).toList()));
    }
    List<String> styles = names.isEmpty() ? List.of("a") : List.of("a", "b");
    return Optional.of(BarChart.of(unit.heading(title), styles, names, bars));
  }

  private static List<Estimate> values(Metric metric, List<Mode> series) {
    return series.stream().flatMap(mode -> mode.warm(metric).stream()).toList();
  }
}
