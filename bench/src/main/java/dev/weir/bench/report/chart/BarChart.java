package dev.weir.bench.report.chart;

import java.util.List;

/** Stages as horizontal bars, one for each series, with their values. */
public final class BarChart {
  private static final double LABELS = 118;
  private static final double VALUES = 52;
  private static final double BAR = 11;
  private static final double GAP = 7;
  private static final double TOP = 22;
  private static final int NAME_CHARACTERS = 19;

  private BarChart() {}

  /**
   * A stage.
   *
   * @param name label at the left
   * @param values one for each series, from 0 on, in one unit
   * @param texts the values as the report prints them
   */
  public record Bar(String name, List<Double> values, List<String> texts) {
    public Bar {
      values = List.copyOf(values);
      texts = List.copyOf(texts);
    }
  }

  /**
   * The chart.
   *
   * @param title what the bars are, with their unit
   * @param styles CSS class of each series
   * @param names of each series for the legend; empty where there is one
   * @param bars at least one
   */
  public static Drawing of(String title, List<String> styles, List<String> names, List<Bar> bars) {
    PlotArea frame = new PlotArea();
    double longest =
        bars.stream().flatMap(bar -> bar.values().stream()).mapToDouble(v -> v).max().orElse(0);
    Axis axis = new Axis(0, longest > 0 ? longest : 1, LABELS, Drawing.WIDTH - VALUES);
    legend(frame, styles, names);
    double y = names.isEmpty() ? 2 : TOP;
    StringBuilder description = new StringBuilder();
    for (Bar bar : bars) {
      double height = BAR * styles.size();
      frame.add(
          new Shape.Label(LABELS - 8, y + height / 2 + 4, "end", shortened(bar.name()), "name"));
      for (int i = 0; i < styles.size(); i++) {
        double top = y + BAR * i;
        double end = axis.at(bar.values().get(i));
        String tip = tip(bar, names, i);
        frame.add(
            new Shape.Box(LABELS, top + 1, end - LABELS, BAR - 2, "bar " + styles.get(i), tip));
        frame.add(new Shape.Label(end + 5, top + BAR - 2, "start", bar.texts().get(i), "tick"));
        description.append(description.isEmpty() ? "" : "; ").append(tip);
      }
      y += height + GAP;
    }
    return new Drawing(
        title, description.append('.').toString(), Drawing.WIDTH, y + 2, frame.shapes());
  }

  private static void legend(PlotArea frame, List<String> styles, List<String> names) {
    double x = LABELS;
    for (int i = 0; i < names.size(); i++) {
      frame.add(new Shape.Dot(x + 4, 7, "mark " + styles.get(i), ""));
      frame.add(new Shape.Label(x + 12, 11, "start", names.get(i), "legend"));
      x += 26 + 6.5 * names.get(i).length();
    }
  }

  private static String shortened(String name) {
    return name.length() <= NAME_CHARACTERS ? name : name.substring(0, NAME_CHARACTERS - 1) + "…";
  }

  private static String tip(Bar bar, List<String> names, int series) {
    String of = series < names.size() ? ", " + names.get(series) : "";
    return bar.name() + of + ": " + bar.texts().get(series);
  }
}
