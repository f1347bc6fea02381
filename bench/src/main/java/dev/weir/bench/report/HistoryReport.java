package dev.weir.bench.report;

import dev.weir.bench.decision.ChangePoint;
import dev.weir.bench.decision.ChangePoints;
import dev.weir.bench.history.Measurement;
import dev.weir.bench.history.Series;
import dev.weir.bench.history.SessionChange.Control;
import dev.weir.bench.report.chart.HistoryChart;
import dev.weir.bench.result.Build;
import dev.weir.bench.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The history of a mode in one environment: a chart, its changes of level and a table. */
public final class HistoryReport {
  private static final int SHORT_SHA = 10;
  private static final double PERCENT = 100;

  private final Series series;
  private final Unit unit;

  private HistoryReport(Series series) {
    this.series = series;
    this.unit = Unit.ofTimes(series.points().stream().mapToDouble(Series.Point::seconds));
  }

  public static List<Report> of(List<Series> all) {
    return all.stream().map(series -> new HistoryReport(series).report()).toList();
  }

  private Report report() {
    String title =
        "History of %s%s, %s"
            .formatted(
                series.subject().id(),
                series.comparison() ? " in comparisons" : "",
                Figures.counted(series.points().size(), "point"));
    List<Block> blocks = new ArrayList<>(changes());
    blocks.add(new Block.Figures("", List.of(HistoryChart.of(title, unit.name(), points()))));
    return new Report(
        title,
        List.of(new Section("", false, blocks), new Section("All points", true, List.of(table()))));
  }

  private List<Block> changes() {
    if (series.points().size() < 2 * ChangePoints.MIN_SEGMENT) {
      return List.of(
          new Block.Sentence(
              Tone.FAINT,
              "A change of level takes at least %d points before it and as many after."
                  .formatted(ChangePoints.MIN_SEGMENT)));
    }
    String of = series.control() == Control.LIMIT ? "ratio to the limit" : "time";
    if (series.changes().isEmpty()) {
      return List.of(
          new Block.Sentence(Tone.PLAIN, "No change of level of the %s was found.".formatted(of)));
    }
    return series.changes().stream().map(change -> (Block) sentence(change, of)).toList();
  }

  private Block.Sentence sentence(ChangePoint change, String of) {
    Measurement at = series.points().get(change.index()).measurement();
    double percent = Math.expm1(change.after() - change.before()) * PERCENT;
    return new Block.Sentence(
        percent > 0 ? Tone.BAD : Tone.GOOD,
        String.format(
                Locale.ROOT,
                "The %s changed by %+.1f %% with %s (run %s), p = %.1g.",
                of,
                percent,
                commit(at.build()),
                at.runId(),
                change.p())
            .replace("by -", "by −"));
  }

  private List<HistoryChart.Point> points() {
    List<HistoryChart.Point> points = new ArrayList<>();
    for (int i = 0; i < series.points().size(); i++) {
      Measurement measured = series.points().get(i).measurement();
      Estimate time = Estimate.of(measured.seconds()).in(unit);
      Interval value =
          time.interval().orElse(new Interval(time.point(), time.point(), time.point()));
      points.add(
          new HistoryChart.Point(
              commit(measured.build()), value, time.text(), series.changeAt(i).isPresent()));
    }
    return points;
  }

  private Grid table() {
    Grid.Builder table =
        new Grid.Builder(
            "run",
            List.of("commit", "arm", "processes", unit.heading("time") + " [95 %]", "/limit"));
    for (Series.Point point : series.points()) {
      Measurement measured = point.measurement();
      table.row(
          measured.runId(),
          List.of(
              commit(measured.build()),
              measured.build().arm().map(Enum::name).orElse(Grid.ABSENT),
              String.valueOf(measured.samples().size()),
              Estimate.of(measured.seconds()).in(unit).text(),
              point.ofLimit().map(Figures::value).orElse(Grid.ABSENT)));
    }
    return table.build();
  }

  private static String commit(Build build) {
    String sha =
        build.sha().map(it -> it.substring(0, Math.min(SHORT_SHA, it.length()))).orElse("unknown");
    return sha + (build.dirty() ? " (dirty)" : "");
  }
}
