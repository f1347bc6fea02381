package dev.weir.bench.report;

import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The report of a run of {@code bench.sh}: one connector after another, all modes of each. */
public final class RunReport {
  private final List<RecordedRun> runs;
  private final List<Sample> samples;
  private final List<Mode> modes;
  private final RunTables tables;

  private RunReport(List<RecordedRun> runs) {
    this.runs = runs;
    this.samples = Sample.of(runs);
    this.modes = Mode.of(samples);
    this.tables = new RunTables(modes);
  }

  /**
   * One report for each connector and number of rows.
   *
   * @param runs of one benchmark run, at least one that is not of a warm-up pair
   * @param stages whether to include the table of stages
   */
  public static List<Report> of(List<RecordedRun> runs, boolean stages) {
    Map<String, List<RecordedRun>> byConnector = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      byConnector
          .computeIfAbsent(
              run.subject().connector() + " " + run.subject().rows(), key -> new ArrayList<>())
          .add(run);
    }
    return byConnector.values().stream()
        .map(connector -> new RunReport(connector).report(stages))
        .toList();
  }

  private Report report(boolean stages) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", false, overview()));
    Grid cold = tables.coldAndWarm();
    if (!cold.isEmpty()) {
      sections.add(new Section("Cold and warm runs of the same processes", false, List.of(cold)));
    }
    Grid cache = tables.startupCache();
    if (!cache.isEmpty()) {
      sections.add(new Section("What the start-up cache saves", false, List.of(cache)));
    }
    sections.add(new Section("Samples and stages by mode", false, charts()));
    if (stages) {
      sections.add(new Section("Stages and cost", true, List.of(tables.stages())));
    }
    sections.add(new Section("How it was measured", true, List.of(facts())));
    return new Report(title(), sections);
  }

  private String title() {
    RecordedRun first = runs.get(0);
    return "%s, %s rows, %s"
        .formatted(
            first.subject().connector(),
            Figures.count(first.subject().rows()),
            Figures.counted(rounds().size(), "round"));
  }

  private Set<Integer> rounds() {
    return samples.stream().map(Sample::iteration).collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Block> overview() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(tables.overview());
    missing().forEach(text -> blocks.add(new Block.Sentence(Tone.WARNING, text)));
    blocks.addAll(Circumstances.warnings(runs));
    if (rounds().size() == 1) {
      blocks.add(new Block.Sentence(Tone.FAINT, "One process of each mode: no intervals."));
    }
    return blocks;
  }

  /** The rounds that lack modes, one sentence each. */
  private List<String> missing() {
    List<String> sentences = new ArrayList<>();
    for (int round : rounds()) {
      List<String> absent =
          modes.stream()
              .filter(mode -> mode.samples().stream().noneMatch(s -> s.iteration() == round))
              .map(Mode::name)
              .toList();
      if (!absent.isEmpty()) {
        sentences.add(
            "Incomplete: round %d has no sample of %s."
                .formatted(round, String.join(", ", absent)));
      }
    }
    return sentences;
  }

  private List<Block> charts() {
    return modes.stream()
        .map(
            mode -> {
              List<Mode> single = List.of(mode);
              Unit unit = Unit.ofTimes(single.stream().mapToDouble(it -> it.time().point()));
              var drawings = new ArrayList<>(RunCharts.samples(List.of(), single, unit));
              drawings.addAll(RunCharts.stages(List.of(), single));
              return (Block) new Block.Figures(mode.name(), drawings);
            })
        .toList();
  }

  private Block facts() {
    RecordedRun first = runs.get(0);
    List<Block.Fact> facts = new ArrayList<>(Circumstances.facts(runs));
    facts.add(new Block.Fact("build", first.build().label()));
    facts.add(new Block.Fact("sample", Circumstances.sample(samples)));
    facts.add(
        new Block.Fact(
            "run",
            "%s, all modes in each round, in a balanced order from seed %d"
                .formatted(first.slot().runId(), first.slot().seed())));
    return new Block.Facts(facts);
  }
}
