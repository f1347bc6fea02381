package dev.weir.bench.report;

import dev.weir.bench.sample.Environment;
import dev.weir.bench.sample.Sample;
import dev.weir.bench.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The first lines of a report: where the figures come from, and what one sample is. */
final class Heading {
  private static final double MIB_PER_GIB = 1024;

  private Heading() {}

  static void title(Page page, String title, Paint paint) {
    page.line(paint.bold(title));
  }

  /** Server, Java and machine, each with every value that the samples have. */
  static void surroundings(Page page, List<Sample> samples) {
    each(samples, Heading::server).ifPresent(text -> field(page, "server", text));
    each(samples, sample -> Optional.of(sample.environment().jdk()))
        .ifPresent(text -> field(page, "JDK", text));
    each(samples, sample -> Optional.of(machine(sample.environment())))
        .ifPresent(text -> field(page, "machine", text));
    each(samples, sample -> sample.noise().governor())
        .ifPresent(text -> field(page, "governor", text));
    load(samples).ifPresent(text -> field(page, "load", text));
  }

  static void field(Page page, String name, String value) {
    page.wrapped("  " + String.format(Locale.ROOT, "%-10s", name), value);
  }

  /** What one sample is, from the processes themselves. */
  static String sample(List<MeasuredProcess> processes) {
    return distinct(
        processes,
        process ->
            "one process: the mean of %s, after the cold run and %d unmeasured"
                .formatted(counted(process.warmRuns(), "warm run"), process.warmUps()));
  }

  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Why there is no judgement, and how many it takes. */
  static String tooFew(int count, String noun) {
    return "too few to judge: %s, and it takes %d or more"
        .formatted(counted(count, noun), Verdict.LEAST_SAMPLES);
  }

  private static Optional<String> server(Sample sample) {
    Map<String, String> facts = sample.facts();
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

  private static Optional<String> load(List<Sample> samples) {
    double[] loads =
        samples.stream()
            .flatMap(sample -> sample.noise().loadAverage().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double[] steals =
        samples.stream()
            .flatMap(sample -> sample.noise().stealShare().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (loads.length == 0) {
      return Optional.empty();
    }
    String lowest = String.format(Locale.ROOT, "%.2f", loads[0]);
    String highest = String.format(Locale.ROOT, "%.2f", loads[loads.length - 1]);
    String text =
        (lowest.equals(highest) ? lowest : lowest + " to " + highest)
            + " threads before each process";
    return Optional.of(
        steals.length == 0
            ? text
            : text
                + String.format(
                    Locale.ROOT, "; stolen up to %.1f %%", steals[steals.length - 1] * 100));
  }

  private static Optional<String> each(
      List<Sample> samples, Function<Sample, Optional<String>> value) {
    List<String> values =
        samples.stream().flatMap(sample -> value.apply(sample).stream()).distinct().toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", values));
  }

  private static String distinct(
      List<MeasuredProcess> processes, Function<MeasuredProcess, String> text) {
    return String.join("; ", processes.stream().map(text).distinct().toList());
  }
}
