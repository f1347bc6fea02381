package dev.weir.bench.report;

import dev.weir.bench.result.Environment;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Server, JDK, machine, build, and what a sample is; and what weakens the results. */
final class Circumstances {
  private static final double MIB_PER_GIB = 1024;

  /** CPU steal above this share is worth a warning. */
  private static final double STEAL_WARNING = 0.01;

  /** So is CPU of others above this share of all cores. */
  private static final double OTHERS_WARNING = 0.1;

  private static final int SHORT_SHA = 10;

  private Circumstances() {}

  /** Server, JDK and machine, each with every distinct value of the runs. */
  static List<Block.Fact> facts(List<RecordedRun> runs) {
    List<Block.Fact> facts = new ArrayList<>();
    fact(facts, "server", each(runs, Circumstances::server));
    fact(facts, "JDK", each(runs, run -> Optional.of(run.environment().jdk())));
    fact(facts, "machine", each(runs, run -> Optional.of(machine(run.environment()))));
    fact(facts, "governor", each(runs, run -> run.noise().governor()));
    fact(facts, "load", load(runs));
    return facts;
  }

  private static void fact(List<Block.Fact> facts, String name, Optional<String> value) {
    value.ifPresent(text -> facts.add(new Block.Fact(name, text)));
  }

  /** What disturbed the runs, one sentence each. */
  static List<Block.Sentence> warnings(List<RecordedRun> runs) {
    List<String> warnings = new ArrayList<>();
    double steal =
        runs.stream()
            .flatMap(run -> run.noise().stealShare().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    if (steal > STEAL_WARNING) {
      warnings.add(
          "The hypervisor gave up to %s of the CPU time of a process to other guests."
              .formatted(Figures.percent(steal * 100)));
    }
    double others =
        runs.stream()
            .flatMap(run -> run.noise().otherCpuShare().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    if (others > OTHERS_WARNING) {
      warnings.add(
          "Other programs used up to %s of the CPU right before a process."
              .formatted(Figures.percent(others * 100)));
    }
    if (runs.stream().map(RecordedRun::environment).distinct().count() > 1) {
      warnings.add("The environment changed during the run; see below for each value.");
    }
    return warnings.stream()
        .map(text -> new Block.Sentence(Tone.WARNING, "Warning: " + text))
        .toList();
  }

  /**
   * Which hooks and fixtures ran, for both arms of a comparison; empty where it is not recorded.
   */
  static Optional<String> hooks(List<RecordedRun> runs) {
    return each(
        runs,
        run ->
            run.harness()
                .sha()
                .map(
                    sha ->
                        "those of the harness's tree at %s for both builds%s"
                            .formatted(
                                sha.substring(0, Math.min(SHORT_SHA, sha.length())),
                                run.harness().dirty().orElse(false)
                                    ? ", with uncommitted changes"
                                    : "")));
  }

  /** What a sample is, as the samples show. */
  static String sample(List<Sample> samples) {
    return distinct(
        samples,
        sample ->
            "one process: the mean of %s, after the cold run and %s"
                .formatted(
                    Figures.counted(sample.warmRuns(), "warm run"),
                    Figures.counted(sample.warmUps(), "warm-up run")));
  }

  private static Optional<String> server(RecordedRun run) {
    Map<String, String> facts = run.facts();
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    Optional.ofNullable(facts.get("provider")).ifPresent(parts::add);
    facts.forEach(
        (name, value) -> {
          if (!name.equals("provider")) {
            parts.add(name + " " + value);
          }
        });
    return Optional.of(String.join(", ", parts));
  }

  private static String machine(Environment environment) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %.1f GiB, %s",
        environment.cpuModel(),
        Figures.counted(environment.cores(), "core"),
        environment.memoryMib() / MIB_PER_GIB,
        environment.kernel());
  }

  private static Optional<String> load(List<RecordedRun> runs) {
    double[] loads =
        runs.stream()
            .flatMap(run -> run.noise().loadAverage().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double[] steals =
        runs.stream()
            .flatMap(run -> run.noise().stealShare().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (loads.length == 0) {
      return Optional.empty();
    }
    String lowest = String.format(Locale.ROOT, "%.2f", loads[0]);
    String highest = String.format(Locale.ROOT, "%.2f", loads[loads.length - 1]);
    String text =
        (lowest.equals(highest) ? lowest : lowest + " to " + highest) + " before each process";
    return Optional.of(
        steals.length == 0
            ? text
            : text
                + String.format(
                    Locale.ROOT, "; CPU steal up to %.1f %%", steals[steals.length - 1] * 100));
  }

  private static Optional<String> each(
      List<RecordedRun> runs, Function<RecordedRun, Optional<String>> value) {
    List<String> values =
        runs.stream().flatMap(run -> value.apply(run).stream()).distinct().toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", values));
  }

  private static String distinct(List<Sample> samples, Function<Sample, String> text) {
    return String.join("; ", samples.stream().map(text).distinct().toList());
  }
}
