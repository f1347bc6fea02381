package dev.weir.micro.runner;

import dev.weir.bench.decision.Looks;
import dev.weir.bench.report.Block;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Grid;
import dev.weir.bench.report.Report;
import dev.weir.bench.report.Section;
import dev.weir.bench.report.Tone;
import dev.weir.micro.runner.RowSummary.MeanFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The report of a run, or of the latest records: the rows, which of them are noisy, the change from
 * another build, and the targets.
 */
final class MicroReport {
  private static final double PERCENT = 100;

  private final String title;
  private final List<RowSummary> rows;
  private final MicroRecords records;
  private Optional<RowChanges> changes = Optional.empty();
  private String base = "";
  private List<TargetCheck> targets = List.of();

  /**
   * A report.
   *
   * @param records of the rows to show
   */
  MicroReport(String title, MicroRecords records) {
    this.title = title;
    this.records = records;
    this.rows =
        records.filter(fork -> fork.slot().isOwn()).byRow().entrySet().stream()
            .map(row -> new RowSummary(row.getKey(), row.getValue()))
            .toList();
  }

  /**
   * Adds a comparison.
   *
   * @param name of the other build
   */
  MicroReport withChanges(RowChanges compared, String name) {
    changes = Optional.of(compared);
    base = name;
    return this;
  }

  MicroReport withTargets(List<TargetCheck> checks) {
    targets = List.copyOf(checks);
    return this;
  }

  /**
   * The report.
   *
   * @param complete whether to add each fork, and the source of each target
   */
  Report build(boolean complete) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", false, List.of(results())));
    sections.add(new Section("Variation between forks", false, variation()));
    changes.ifPresent(
        it -> sections.add(new Section("Compared with " + base, false, compared(it))));
    if (!targets.isEmpty()) {
      sections.add(new Section("Targets", false, TargetBlocks.of(targets, complete)));
    }
    sections.add(
        new Section(
            "How it was measured", false, List.of(new MicroCircumstances(records).facts())));
    if (complete) {
      sections.add(new Section("Each fork", true, List.of(forks())));
    }
    return new Report(title, sections);
  }

  private Grid results() {
    Grid.Builder table =
        new Grid.Builder("benchmark", List.of("time [95 %]", "ns/row", "GB/s", "B/op", "CoV"));
    String type = "";
    for (RowSummary row : rows) {
      if (!row.row().shortClass().equals(type)) {
        type = row.row().shortClass();
        table.group(type);
      }
      table.row(label(row.row()), cells(row), row.isNoisy() ? Tone.WARNING : Tone.PLAIN);
    }
    return table.build();
  }

  private static List<String> cells(RowSummary row) {
    return List.of(
        time(row),
        point(row.mean(ForkFigures::nanosPerRow)),
        point(row.mean(ForkFigures::gigabytesPerSecond)),
        point(row.mean(ForkFigures::allocatedPerOp)),
        row.variation().map(MicroReport::percent).orElse(Grid.ABSENT));
  }

  static String time(RowSummary row) {
    return row.mean(ForkFigures::nanosPerOp)
        .map(it -> it.interval().map(TimeText::of).orElseGet(() -> TimeText.of(it.point())))
        .orElse(Grid.ABSENT);
  }

  static String point(Optional<MeanFigure> figure) {
    return figure.map(it -> Figures.value(it.point())).orElse(Grid.ABSENT);
  }

  static String percent(double share) {
    return Figures.percent(share * PERCENT);
  }

  /** With the mode where it is not the usual one. */
  private static String label(RowKey row) {
    return row.mode().equals("avgt") ? row.label() : row.label() + " (" + row.mode() + ")";
  }

  private List<Block> variation() {
    List<RowSummary> known = rows.stream().filter(row -> row.variation().isPresent()).toList();
    if (known.isEmpty()) {
      return List.of(
          new Block.Sentence(Tone.FAINT, "A row needs at least two forks to show its variation."));
    }
    List<RowSummary> noisy = known.stream().filter(RowSummary::isNoisy).toList();
    int quiet = known.size() - noisy.size();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Sentence(
            noisy.isEmpty() ? Tone.GOOD : Tone.PLAIN,
            "The coefficient of variation (CoV) of the forks' times is at most %s in %d of %s: %s."
                .formatted(
                    percent(RowSummary.MAX_VARIATION),
                    quiet,
                    Figures.counted(known.size(), "row"),
                    percent((double) quiet / known.size()))));
    if (!noisy.isEmpty()) {
      Grid.Builder table = new Grid.Builder("above it", List.of("CoV", "forks"));
      noisy.forEach(
          row ->
              table.row(
                  row.row().text(),
                  List.of(
                      row.variation().map(MicroReport::percent).orElse(Grid.ABSENT),
                      String.valueOf(row.forks().size()))));
      blocks.add(table.build());
    }
    return blocks;
  }

  private List<Block> compared(RowChanges compared) {
    List<Block> blocks = new ArrayList<>();
    Grid.Builder table =
        new Grid.Builder("benchmark", List.of("change of time", "p", "level", "forks", "verdict"));
    compared.changes().forEach(change -> changed(table, change));
    if (!compared.changes().isEmpty()) {
      blocks.add(table.build());
    }
    blocks.add(new Block.Sentence(Tone.FAINT, method(compared)));
    blocks.add(new Block.Sentence(Tone.FAINT, compared.noise()));
    long unjudged =
        compared.changes().stream().filter(change -> change.verdict().isEmpty()).count();
    if (unjudged > 0) {
      blocks.add(
          new Block.Sentence(
              Tone.WARNING,
              "No verdict on %s of %d: for so many rows it takes %d forks of each build (-f %d)."
                  .formatted(
                      Figures.counted((int) unjudged, "row"),
                      compared.changes().size(),
                      compared.forksNeeded(),
                      compared.forksNeeded())));
    }
    compared
        .missing()
        .forEach(
            sentence ->
                blocks.add(new Block.Sentence(Tone.WARNING, "Not compared: " + sentence + ".")));
    return blocks;
  }

  private static void changed(Grid.Builder table, RowChange change) {
    table.row(
        change.row().text(),
        List.of(
            ChangeText.change(change),
            String.format(Locale.ROOT, "%.2g", change.p()),
            String.format(Locale.ROOT, "%.2g", change.level()),
            change.before() + "+" + change.now(),
            ChangeText.verdict(change)),
        ChangeText.tone(change));
  }

  private static String method(RowChanges compared) {
    String how =
        switch (compared.kind()) {
          case PAIRED ->
              "Forks of both builds in turn, in pairs: exact signed-rank test of the log-ratios.";
          case SEPARATE ->
              "Two runs: exact rank-sum test of the log times of forks. What changed on the machine between them is part of a change; --against compares without it.";
        };
    return "%s Interval by inversion of the test, %s for all rows together (Holm); threshold %s, margin %s."
        .formatted(
            how,
            percent(1 - Looks.ALPHA),
            percent(compared.limits().threshold()),
            percent(compared.limits().margin()));
  }

  private Grid forks() {
    Grid.Builder table =
        new Grid.Builder(
            "benchmark", List.of("run", "fork", "arm", "time", "load", "steal", "iterations"));
    for (ForkRecord fork : records.forks()) {
      table.row(
          fork.row().text(),
          List.of(
              fork.slot().runId(),
              String.valueOf(fork.slot().fork()),
              fork.slot().arm().map(Enum::name).orElse(Grid.ABSENT),
              fork.figures().nanosPerOp().map(TimeText::of).orElse(Grid.ABSENT),
              fork.noise().loadAverage().map(Figures::value).orElse(Grid.ABSENT),
              fork.noise().stealShare().map(MicroReport::percent).orElse(Grid.ABSENT),
              String.valueOf(fork.scores().size())));
    }
    return table.build();
  }
}
