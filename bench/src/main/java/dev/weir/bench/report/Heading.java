package dev.weir.bench.report;

import dev.weir.bench.result.Environment;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The first lines of a report: server, JDK, machine, build, and what a sample is. */
final class Heading {
  private static final double MIB_PER_GIB = 1024;

  private Heading() {}

  static void title(Page page, String title, Paint paint) {
    page.line(paint.bold(title));
  }

  /** Server, JDK and machine, each with every distinct value of the runs. */
  static void environment(Page page, List<RecordedRun> runs) {
    each(runs, Heading::server).ifPresent(text -> field(page, "server", text));
    each(runs, run -> Optional.of(run.environment().jdk()))
        .ifPresent(text -> field(page, "JDK", text));
    each(runs, run -> Optional.of(machine(run.environment())))
        .ifPresent(text -> field(page, "machine", text));
    each(runs, run -> run.noise().governor()).ifPresent(text -> field(page, "governor", text));
    load(runs).ifPresent(text -> field(page, "load", text));
  }

  static void field(Page page, String name, String value) {
    page.wrapped("  " + String.format(Locale.ROOT, "%-10s", name), value);
  }

  /** What a sample is, as the samples show. */
  static String sample(List<Sample> samples) {
    return distinct(
        samples,
        sample ->
            "one process: the mean of %s, after the cold run and %s"
                .formatted(
                    counted(sample.warmRuns(), "warm run"),
                    counted(sample.warmUps(), "warm-up run")));
  }

  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * Why there is no verdict.
   *
   * @param measured such as {@code 2 pairs}
   */
  static String tooFew(String measured) {
    return "%s; a verdict needs at least %d.".formatted(measured, Verdict.MIN_SAMPLES);
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
        counted(environment.cores(), "core"),
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
