package dev.weir.bench.report;

import dev.weir.bench.result.Pressure;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.stats.Medians;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What pressure stall information says of disturbances. It counts the waits of the benchmark's own
 * tasks, too, so CPU and I/O are compared with those of the other processes of the mode.
 */
final class Pressures {
  private static final double PERCENT = 100;

  /** A process whose share is above the median of its mode by more than this was disturbed. */
  private static final double EXCESS_WARNING = 0.2;

  /** The benchmark's own tasks fit into memory, so any more than this is worth a warning. */
  private static final double MEMORY_WARNING = 0.01;

  private Pressures() {}

  /** The largest shares of all processes; empty where none is recorded. */
  static Optional<String> fact(List<RecordedRun> runs) {
    List<String> parts = new ArrayList<>();
    add(parts, "the CPU", shares(runs, Pressure::cpu));
    add(parts, "I/O", shares(runs, Pressure::io));
    add(parts, "memory", shares(runs, Pressure::memory));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("some task waited for " + String.join(", ", parts) + " of a process's time");
  }

  private static void add(List<String> parts, String resource, List<Double> shares) {
    if (!shares.isEmpty()) {
      parts.add("%s in up to %s".formatted(resource, percent(max(shares))));
    }
  }

  /** What weakens the results. */
  static List<String> warnings(List<RecordedRun> runs) {
    Map<String, List<RecordedRun>> modes = new LinkedHashMap<>();
    runs.forEach(
        run -> modes.computeIfAbsent(run.subject().id(), key -> new ArrayList<>()).add(run));
    List<String> warnings = new ArrayList<>();
    excess(modes.values(), "the CPU", Pressure::cpu).ifPresent(warnings::add);
    excess(modes.values(), "I/O", Pressure::io).ifPresent(warnings::add);
    double memory = max(shares(runs, Pressure::memory));
    if (memory > MEMORY_WARNING) {
      warnings.add(
          "Tasks waited for memory in up to %s of a process's time; the machine has too little."
              .formatted(percent(memory)));
    }
    return warnings;
  }

  /** A sentence on the mode with the largest excess of a process above the median. */
  private static Optional<String> excess(
      Collection<List<RecordedRun>> modes,
      String resource,
      Function<Pressure, Optional<Double>> share) {
    double largest = EXCESS_WARNING;
    Optional<String> sentence = Optional.empty();
    for (List<RecordedRun> mode : modes) {
      List<Double> shares = shares(mode, share);
      if (shares.isEmpty()) {
        continue;
      }
      double median = Medians.median(shares.stream().mapToDouble(Double::doubleValue).toArray());
      if (max(shares) - median > largest) {
        largest = max(shares) - median;
        sentence =
            Optional.of(
                "Tasks waited for %s in up to %s of the time of a process of %s, the median is %s; other programs may have competed."
                    .formatted(
                        resource,
                        percent(max(shares)),
                        mode.get(0).subject().mode(),
                        percent(median)));
      }
    }
    return sentence;
  }

  private static List<Double> shares(
      List<RecordedRun> runs, Function<Pressure, Optional<Double>> share) {
    return runs.stream().flatMap(run -> share.apply(run.noise().pressure()).stream()).toList();
  }

  private static double max(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static String percent(double share) {
    return Figures.percent(share * PERCENT);
  }
}
