package dev.weir.bench.report.chart;

import dev.weir.bench.stats.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The density of the samples, and below it each mean with its 95 % interval. */
public final class DensityChart {
  private static final double TOP = 26;
  private static final double BASE = 124;
  private static final double ROW = 20;
  private static final int STEPS = 120;
  private static final double TAIL = 3;

  private final List<SampleSeries> all;
  private final PlotArea frame = new PlotArea();
  private final Axis horizontal;
  private final String unit;

  private DensityChart(List<SampleSeries> all, String unit) {
    this.all = all;
    this.unit = unit;
    double[] extent = all.stream().flatMapToDouble(DensityChart::extent).sorted().toArray();
    this.horizontal =
        Axis.around(extent[0], extent[extent.length - 1], PlotArea.LEFT, PlotArea.RIGHT);
  }

  /**
   * The chart.
   *
   * @param all at least one series
   * @param quantity such as {@code time}
   * @param unit of the values
   * @param means each mean with its interval as the report prints it, in the order of the series
   */
  public static Drawing of(
      List<SampleSeries> all, String quantity, String unit, List<String> means) {
    return new DensityChart(all, unit).drawing(quantity, means);
  }

  private Drawing drawing(String quantity, List<String> means) {
    double bottom = BASE + ROW * all.size() + 4;
    frame.valuesBelow(horizontal, TOP, bottom, "%s, %s".formatted(quantity, unit));
    frame.legend(all);
    double peak = all.stream().mapToDouble(this::peak).max().orElse(0);
    for (int i = 0; i < all.size(); i++) {
      SampleSeries series = all.get(i);
      if (peak > 0 && Density.exists(series.values())) {
        frame.add(new Shape.Path(area(series, peak), "density " + series.style()));
      }
      estimate(series, BASE + ROW * i + ROW / 2 + 2, means.get(i));
    }
    return new Drawing(
        "Density of %s with 95 %% intervals".formatted(quantity),
        description(means),
        Drawing.WIDTH,
        bottom + 34,
        frame.shapes());
  }

  private String description(List<String> means) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).name();
      text.append(i == 0 ? "" : " ")
          .append(name.isEmpty() ? "Mean" : name + ": mean")
          .append(" %s %s.".formatted(means.get(i), unit));
    }
    return text.toString();
  }

  /** The samples as ticks, and the mean with its interval as a bar with a dot. */
  private void estimate(SampleSeries series, double y, String text) {
    for (double value : series.values()) {
      double x = horizontal.at(value);
      frame.add(new Shape.Line(x, y - 5, x, y + 5, "rug " + series.style()));
    }
    series
        .mean()
        .ifPresent(
            mean -> {
              double from = horizontal.at(mean.low());
              double to = horizontal.at(mean.high());
              String tip = "%smean %s %s".formatted(prefix(series), text, unit);
              frame.add(
                  new Shape.Box(from, y - 3, to - from, 6, "interval " + series.style(), tip));
              frame.add(
                  new Shape.Dot(horizontal.at(mean.point()), y, "mark " + series.style(), tip));
            });
  }

  private static String prefix(SampleSeries series) {
    return series.name().isEmpty() ? "" : series.name() + ", ";
  }

  private double peak(SampleSeries series) {
    if (!Density.exists(series.values())) {
      return 0;
    }
    Density density = new Density(series.values());
    return DoubleStream.iterate(0, i -> i <= STEPS, i -> i + 1)
        .map(i -> density.at(value(i)))
        .max()
        .orElse(0);
  }

  private String area(SampleSeries series, double peak) {
    Density density = new Density(series.values());
    StringBuilder data = new StringBuilder("M");
    data.append(Drawing.number(PlotArea.LEFT)).append(' ').append(Drawing.number(BASE));
    for (int i = 0; i <= STEPS; i++) {
      double y = BASE - density.at(value(i)) / peak * (BASE - TOP - 6);
      data.append('L').append(Drawing.number(horizontal.at(value(i)))).append(' ');
      data.append(Drawing.number(y));
    }
    return data.append('L')
        .append(Drawing.number(PlotArea.RIGHT))
        .append(' ')
        .append(Drawing.number(BASE))
        .append('Z')
        .toString();
  }

  private double value(double step) {
    return horizontal.low() + (horizontal.high() - horizontal.low()) * step / STEPS;
  }

  private static DoubleStream extent(SampleSeries series) {
    double[] values = series.values();
    DoubleStream samples = Arrays.stream(values);
    DoubleStream bounds =
        series.mean().stream().flatMapToDouble((Interval m) -> DoubleStream.of(m.low(), m.high()));
    DoubleStream tails = DoubleStream.empty();
    if (Density.exists(values)) {
      double tail = TAIL * new Density(values).bandwidth();
      double low = Arrays.stream(values).min().orElse(0);
      tails =
          DoubleStream.of(Math.max(0, low - tail), Arrays.stream(values).max().orElse(0) + tail);
    }
    return DoubleStream.concat(DoubleStream.concat(samples, bounds), tails);
  }
}
