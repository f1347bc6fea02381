package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.stats.Means;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One process of one mode: the unit of all statistics. The runs of a process share its compiled
 * code and heap layout, so they are not independent; their mean is the sample.
 *
 * @param first any run of the process, for what all of them have in common
 * @param cold the metrics of the first run; empty where there is none
 * @param warmUps number of warm-up runs after it
 * @param warmRuns number of measured runs; at least one
 * @param warm the mean of each metric that all measured runs have
 */
record Sample(
    RecordedRun first,
    Map<Metric, Double> cold,
    int warmUps,
    int warmRuns,
    Map<Metric, Double> warm) {

  /** The order of measurement within a benchmark run of one connector. */
  static final Comparator<Sample> IN_ORDER =
      Comparator.comparing(Sample::iteration)
          .thenComparing(sample -> sample.first().slot().position());

  Sample {
    cold = Map.copyOf(cold);
    warm = Collections.unmodifiableMap(new EnumMap<>(warm));
  }

  /** Groups runs by process, in the order of their first lines, without warm-up pairs. */
  static List<Sample> of(List<RecordedRun> runs) {
    Map<List<Object>, List<RecordedRun>> byProcess = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      if (!run.slot().isWarmUp()) {
        List<Object> process = List.of(run.subject(), run.slot(), run.build().arm());
        byProcess.computeIfAbsent(process, key -> new ArrayList<>()).add(run);
      }
    }
    return byProcess.values().stream()
        .filter(process -> process.stream().anyMatch(run -> run.phase() == Phase.WARM))
        .map(Sample::ofProcess)
        .toList();
  }

  private static Sample ofProcess(List<RecordedRun> runs) {
    List<RecordedRun> warmRuns = runs.stream().filter(run -> run.phase() == Phase.WARM).toList();
    Map<Metric, Double> warm = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      double[] values =
          warmRuns.stream()
              .map(run -> run.record().metrics().get(metric))
              .filter(value -> value != null)
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (values.length == warmRuns.size()) {
        warm.put(metric, Means.mean(values));
      }
    }
    return new Sample(
        runs.get(0),
        runs.stream()
            .filter(run -> run.phase() == Phase.COLD)
            .map(run -> run.record().metrics())
            .findFirst()
            .orElse(Map.of()),
        (int) runs.stream().filter(run -> run.phase() == Phase.WARMUP).count(),
        warmRuns.size(),
        warm);
  }

  int iteration() {
    return first.slot().iteration();
  }

  double warmSecs() {
    return warm.getOrDefault(Metric.DURATION, 0.0);
  }

  /** A warm metric of each sample; empty unless all have it. */
  static Optional<double[]> values(Collection<Sample> samples, Metric metric) {
    return values(samples, sample -> sample.warm().get(metric));
  }

  /** A metric of each sample's cold run; empty unless all have it. */
  static Optional<double[]> coldValues(Collection<Sample> samples, Metric metric) {
    return values(samples, sample -> sample.cold().get(metric));
  }

  private static Optional<double[]> values(
      Collection<Sample> samples, Function<Sample, @Nullable Double> value) {
    double[] values =
        samples.stream()
            .map(value)
            .filter(present -> present != null)
            .mapToDouble(Double::doubleValue)
            .toArray();
    boolean complete = values.length == samples.size() && values.length > 0;
    return complete ? Optional.of(values) : Optional.empty();
  }

  static double[] warmSecs(Collection<Sample> samples) {
    return samples.stream().mapToDouble(Sample::warmSecs).toArray();
  }
}
