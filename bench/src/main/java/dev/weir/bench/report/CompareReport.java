package dev.weir.bench.report;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Decisions;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.RecordedPairs;
import dev.weir.bench.report.chart.ChangeChart;
import dev.weir.bench.report.chart.Drawing;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The report of a run of {@code compare.sh}: the second build compared with the first. */
public final class CompareReport {
  private static final double PERCENT = 100;
  private static final List<String> ARMS = List.of("A", "B");

  private final List<RecordedRun> runs;
  private final List<Sample> samples;
  private final ArmPairs pairs;
  private final RecordedPairs recorded;
  private final Optional<Decision> decision;
  private final int modesTogether;
  private final Calibrations calibrations;

  private CompareReport(
      List<RecordedRun> runs,
      Optional<Decision> decision,
      int modesTogether,
      Calibrations calibrations) {
    this.runs = runs;
    this.samples = Sample.of(runs);
    this.pairs = ArmPairs.of(samples);
    this.recorded = RecordedPairs.of(runs);
    this.decision = decision;
    this.modesTogether = modesTogether;
    this.calibrations = calibrations;
  }

  /**
   * One report for each mode; all modes are one family.
   *
   * @param runs of one benchmark run, at least one that is not of a warm-up pair
   * @param plannedPairs how many pairs were to be measured at most; at least 1
   * @param calibrations of the machine, which the report quotes
   */
  public static List<Report> of(
      List<RecordedRun> runs, Limits limits, int plannedPairs, Calibrations calibrations) {
    Map<Subject, List<RecordedRun>> modes = new LinkedHashMap<>();
    runs.forEach(run -> modes.computeIfAbsent(run.subject(), key -> new ArrayList<>()).add(run));
    Map<Subject, List<PairTime>> times = new LinkedHashMap<>();
    modes.forEach((subject, ofMode) -> times.put(subject, RecordedPairs.of(ofMode).times()));
    Map<Subject, Decision> decisions = Decisions.of(times, limits, Looks.of(plannedPairs));
    return modes.entrySet().stream()
        .map(
            mode -> {
              Optional<Decision> decision = Optional.ofNullable(decisions.get(mode.getKey()));
              return new CompareReport(mode.getValue(), decision, modes.size(), calibrations)
                  .report();
            })
        .toList();
  }

  private Report report() {
    Subject subject = runs.get(0).subject();
    String title = "%s, %s".formatted(subject.id(), Figures.counted(pairs.size(), "pair"));
    if (pairs.size() == 0) {
      return new Report(
          title,
          List.of(
              new Section("", false, nothing()),
              new Section("How it was measured", true, facts())));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", false, top()));
    Differences differences = new Differences(recorded);
    if (pairs.size() >= Looks.MIN_PAIRS) {
      sections.add(new Section("What moved", false, moved(differences)));
    }
    sections.add(new Section("Both builds", false, List.of(arms())));
    sections.add(new Section("Samples and stages", false, List.of(charts())));
    differences
        .others()
        .ifPresent(table -> sections.add(new Section("The rest", true, List.of(table))));
    sections.add(new Section("How it was measured", true, facts()));
    return new Report(title, sections);
  }

  private List<Block> nothing() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Sentence(Tone.STRONG, "No pair is complete; there is nothing to compare."));
    blocks.addAll(incomplete());
    return blocks;
  }

  private List<Block> top() {
    List<Block> blocks = new ArrayList<>();
    if (pairs.sameCommit()) {
      blocks.add(
          new Block.Sentence(
              Tone.PLAIN,
              "A/A: both arms are one commit, so a verdict other than no slowdown is the noise of this machine."));
    }
    decision.ifPresentOrElse(
        it -> blocks.addAll(VerdictText.of(it)),
        () -> blocks.add(VerdictText.tooFew(Decision.ratio(recorded.times()), pairs.size())));
    if (modesTogether > 1) {
      blocks.add(
          new Block.Sentence(
              Tone.FAINT,
              "Verdict and interval hold for all %d modes together (Holm)."
                  .formatted(modesTogether)));
    }
    blocks.addAll(incomplete());
    if (runs.stream().anyMatch(run -> run.harness().dirty().orElse(false))) {
      blocks.add(
          new Block.Sentence(
              Tone.WARNING,
              "Warning: Both arms ran with hooks and fixtures that have uncommitted changes."));
    }
    blocks.addAll(Circumstances.warnings(runs));
    decision.ifPresent(it -> blocks.add(calibrations.sentence(runs.get(0), it)));
    return blocks;
  }

  private List<Block> incomplete() {
    List<Block> blocks = new ArrayList<>();
    List<String> halves = ArmPairs.halves(samples);
    if (!halves.isEmpty()) {
      blocks.add(
          new Block.Sentence(
              Tone.WARNING,
              "Incomplete, and not counted: %s.".formatted(String.join(", ", halves))));
    }
    if (pairs.endsInsideBlock()) {
      blocks.add(
          new Block.Sentence(
              Tone.WARNING,
              "The last block has one of its two pairs, so one arm ran first more often."));
    }
    return blocks;
  }

  private static List<Block> moved(Differences differences) {
    List<Block> blocks = new ArrayList<>();
    differences
        .moved()
        .ifPresentOrElse(
            blocks::add,
            () ->
                blocks.add(
                    new Block.Sentence(
                        Tone.PLAIN, "No stage, cold run or cost is shown to have moved.")));
    blocks.add(new Block.Sentence(Tone.FAINT, differences.method()));
    return blocks;
  }

  private List<Mode> modes() {
    return List.of(new Mode(pairs.a()), new Mode(pairs.b()));
  }

  private Unit unit() {
    return Unit.ofTimes(modes().stream().mapToDouble(mode -> mode.time().point()));
  }

  private Grid arms() {
    Unit unit = unit();
    Unit rate = Unit.ofRates(modes().stream().mapToDouble(mode -> mode.rate().point()));
    Grid.Builder table =
        new Grid.Builder("build", List.of(unit.heading("time") + " [95 %]", rate.name()));
    for (int i = 0; i < ARMS.size(); i++) {
      Mode mode = modes().get(i);
      String build = mode.samples().get(0).first().build().label();
      table.row(
          ARMS.get(i) + " " + build,
          List.of(mode.time().in(unit).text(), mode.rate().in(rate).pointText()));
    }
    return table.build();
  }

  private Block charts() {
    Stream<Drawing> change = decision.stream().map(CompareReport::change);
    Stream<Drawing> others =
        Stream.concat(
            RunCharts.samples(ARMS, modes(), unit()).stream(),
            RunCharts.stages(ARMS, modes()).stream());
    return new Block.Figures("", Stream.concat(change, others).toList());
  }

  private static Drawing change(Decision decision) {
    return ChangeChart.of(
        VerdictText.percent(decision),
        VerdictText.change(decision),
        decision.limits().threshold() * PERCENT,
        decision.limits().margin() * PERCENT,
        VerdictText.tone(decision).style());
  }

  private List<Block> facts() {
    RecordedRun first = runs.get(0);
    List<Block.Fact> facts = new ArrayList<>(Circumstances.facts(runs));
    Circumstances.hooks(runs).ifPresent(text -> facts.add(new Block.Fact("hooks", text)));
    facts.add(new Block.Fact("sample", Circumstances.sample(samples)));
    facts.add(
        new Block.Fact(
            "run",
            "%s, pairs in balanced random blocks (A B B A or B A A B) from seed %d"
                .formatted(first.slot().runId(), first.slot().seed())));
    return List.of(new Block.Facts(facts));
  }
}
