package dev.weir.bench.report;

import dev.weir.bench.sample.Metric;
import dev.weir.bench.sample.Phase;
import dev.weir.bench.sample.Sample;
import dev.weir.bench.stats.Means;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One process of one mode: the unit that a report counts. Runs within a process share its luck, so
 * they are no samples of their own; their mean is one.
 *
 * @param first any of its samples, for what they share
 * @param cold the figures of the first run; empty where there is none
 * @param warmUps how many runs after it went unmeasured
 * @param warmRuns how many were measured; at least one
 * @param warm the mean of each figure that all measured runs have
 */
record MeasuredProcess(
    Sample first, Map<Metric, Double> cold, int warmUps, int warmRuns, Map<Metric, Double> warm) {

  MeasuredProcess {
    cold = Map.copyOf(cold);
    warm = Collections.unmodifiableMap(new EnumMap<>(warm));
  }

  /** Groups samples by process, in the order of their first lines; warm-up rounds are left out. */
  static List<MeasuredProcess> of(List<Sample> samples) {
    Map<List<Object>, List<Sample>> byProcess = new LinkedHashMap<>();
    for (Sample sample : samples) {
      if (!sample.slot().isWarmUp()) {
        List<Object> process = List.of(sample.subject(), sample.slot(), sample.build().arm());
        byProcess.computeIfAbsent(process, key -> new ArrayList<>()).add(sample);
      }
    }
    return byProcess.values().stream()
        .filter(runs -> runs.stream().anyMatch(run -> run.phase() == Phase.WARM))
        .map(MeasuredProcess::ofOne)
        .toList();
  }

  private static MeasuredProcess ofOne(List<Sample> runs) {
    List<Sample> warmRuns = runs.stream().filter(run -> run.phase() == Phase.WARM).toList();
    Map<Metric, Double> warm = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      double[] values =
          warmRuns.stream()
              .map(run -> run.run().metrics().get(metric))
              .filter(value -> value != null)
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (values.length == warmRuns.size()) {
        warm.put(metric, Means.mean(values));
      }
    }
    return new MeasuredProcess(
        runs.get(0),
        runs.stream()
            .filter(run -> run.phase() == Phase.COLD)
            .map(run -> run.run().metrics())
            .findFirst()
            .orElse(Map.of()),
        (int) runs.stream().filter(run -> run.phase() == Phase.WARMUP).count(),
        warmRuns.size(),
        warm);
  }

  int iteration() {
    return first.slot().iteration();
  }

  Optional<Double> coldSecs() {
    return Optional.ofNullable(cold.get(Metric.DURATION));
  }

  double warmSecs() {
    return warm.getOrDefault(Metric.DURATION, 0.0);
  }

  /** One warm figure of each process; empty unless all have it. */
  static Optional<double[]> values(Collection<MeasuredProcess> processes, Metric metric) {
    return values(processes, process -> process.warm().get(metric));
  }

  /** One figure of each process's first run; empty unless all have it. */
  static Optional<double[]> coldValues(Collection<MeasuredProcess> processes, Metric metric) {
    return values(processes, process -> process.cold().get(metric));
  }

  private static Optional<double[]> values(
      Collection<MeasuredProcess> processes, Function<MeasuredProcess, @Nullable Double> figure) {
    double[] values =
        processes.stream()
            .map(figure)
            .filter(value -> value != null)
            .mapToDouble(Double::doubleValue)
            .toArray();
    boolean complete = values.length == processes.size() && values.length > 0;
    return complete ? Optional.of(values) : Optional.empty();
  }

  static double[] warmSecs(Collection<MeasuredProcess> processes) {
    return processes.stream().mapToDouble(MeasuredProcess::warmSecs).toArray();
  }
}
