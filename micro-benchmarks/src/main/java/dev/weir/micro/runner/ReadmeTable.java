package dev.weir.micro.runner;

import dev.weir.bench.report.Block;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Grid;
import dev.weir.bench.report.MarkdownFormat;
import dev.weir.bench.report.Report;
import dev.weir.bench.report.Section;
import dev.weir.bench.report.Tone;
import dev.weir.bench.result.Build;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest records as the table of the README. */
final class ReadmeTable {
  private static final int SHORT_SHA = 10;

  private ReadmeTable() {}

  /**
   * The table: a heading for each class with its question and command, and a row for each method
   * and its parameters.
   *
   * @param latest of each row
   */
  static String markdown(MicroRecords latest) {
    Map<String, String> machines = new TreeMap<>();
    Grid.Builder table =
        new Grid.Builder(
            "benchmark",
            List.of(
                "fixture",
                "forks",
                "time [95 %]",
                "CoV",
                "ns/row",
                "GB/s",
                "commit",
                "JDK",
                "machine"));
    String type = "";
    for (Map.Entry<RowKey, List<ForkRecord>> entry : latest.byRow().entrySet()) {
      RowSummary row = new RowSummary(entry.getKey(), entry.getValue());
      ForkRecord last = row.last();
      if (!row.row().shortClass().equals(type)) {
        type = row.row().shortClass();
        table.group(heading(row.row()));
      }
      machines.put(last.environment().key(), MicroCircumstances.machine(last.environment()));
      table.row(row.row().method(), cells(row, last));
    }
    StringBuilder legend = new StringBuilder("Machines: ");
    machines.forEach(
        (key, machine) ->
            legend
                .append(key.equals(machines.keySet().iterator().next()) ? "" : "; ")
                .append(key)
                .append(" is ")
                .append(machine));
    return MarkdownFormat.of(
        List.of(
            new Report(
                "Latest records",
                List.of(
                    new Section(
                        "",
                        false,
                        List.of(table.build(), new Block.Sentence(Tone.PLAIN, legend + ".")))))));
  }

  private static String heading(RowKey row) {
    String type = row.benchmark().substring(0, row.benchmark().lastIndexOf('.'));
    return row.shortClass()
        + BenchmarkQuestion.of(type)
            .map(it -> ": " + it.question() + " " + it.command())
            .orElse("");
  }

  private static List<String> cells(RowSummary row, ForkRecord last) {
    return List.of(
        row.row().params().isEmpty() ? "none" : row.row().paramText(),
        Figures.counted(row.forks().size(), "fork"),
        MicroReport.time(row),
        row.variation().map(MicroReport::percent).orElse(Grid.ABSENT),
        MicroReport.point(row.mean(ForkFigures::nanosPerRow)),
        MicroReport.point(row.mean(ForkFigures::gigabytesPerSecond)),
        commit(last.build()),
        last.environment().jdk(),
        last.environment().key());
  }

  private static String commit(Build build) {
    return build.sha().map(sha -> sha.substring(0, SHORT_SHA)).orElse("unknown")
        + (build.dirty() ? " (dirty)" : "");
  }
}
