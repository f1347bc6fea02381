package dev.weir.bench.decision;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The complete pairs of a comparison of one subject: per pair the processes of both arms. The value
 * of a process is the mean of its measured runs.
 */
public final class RecordedPairs {
  private static final double MILLISECOND = 1e-3;

  private final List<Pair> pairs;

  private record Pair(List<RecordedRun> a, List<RecordedRun> b) {
    boolean bFirst() {
      return b.get(0).slot().position() < a.get(0).slot().position();
    }
  }

  private RecordedPairs(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Groups runs by pair. Warm-up pairs, processes without a measured run and processes without a
   * counterpart are left out.
   *
   * @param runs of one benchmark run and one subject
   */
  public static RecordedPairs of(List<RecordedRun> runs) {
    Map<Integer, Map<Arm, List<RecordedRun>>> byPair = new TreeMap<>();
    for (RecordedRun run : runs) {
      run.build()
          .arm()
          .filter(arm -> !run.slot().isWarmUp())
          .ifPresent(
              arm ->
                  byPair
                      .computeIfAbsent(run.slot().iteration(), pair -> new EnumMap<>(Arm.class))
                      .computeIfAbsent(arm, key -> new ArrayList<>())
                      .add(run));
    }
    List<Pair> pairs = new ArrayList<>();
    for (Map<Arm, List<RecordedRun>> arms : byPair.values()) {
      List<RecordedRun> a = arms.getOrDefault(Arm.A, List.of());
      List<RecordedRun> b = arms.getOrDefault(Arm.B, List.of());
      if (isMeasured(a) && isMeasured(b)) {
        pairs.add(new Pair(a, b));
      }
    }
    return new RecordedPairs(pairs);
  }

  private static boolean isMeasured(List<RecordedRun> process) {
    return process.stream().anyMatch(run -> run.phase() == Phase.WARM);
  }

  /** The warm times, in seconds: the primary metric. */
  public List<PairTime> times() {
    return values(new SecondaryMetric(Metric.DURATION, Phase.WARM));
  }

  /**
   * The second family: the stages and the cost of warm runs, the time to their first row, and what
   * a cold run takes, each where all processes have it; times in seconds, sizes in bytes.
   */
  public Map<SecondaryMetric, List<PairTime>> secondary() {
    Map<SecondaryMetric, List<PairTime>> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      Phase phase = phase(metric);
      SecondaryMetric key = new SecondaryMetric(metric, phase);
      List<PairTime> values = values(key);
      if (!values.isEmpty()) {
        metrics.put(key, values);
      }
    }
    return metrics;
  }

  /** The phase in which a metric is secondary: the warm time itself is primary. */
  private static Phase phase(Metric metric) {
    return metric == Metric.DURATION || metric.group() == Metric.Group.START
        ? Phase.COLD
        : Phase.WARM;
  }

  private List<PairTime> values(SecondaryMetric key) {
    double unit = key.metric().unit() == Metric.Unit.MILLISECONDS ? MILLISECOND : 1;
    List<PairTime> values = new ArrayList<>();
    for (Pair pair : pairs) {
      OptionalDouble a = mean(pair.a(), key);
      OptionalDouble b = mean(pair.b(), key);
      if (a.isEmpty() || b.isEmpty()) {
        return List.of();
      }
      values.add(new PairTime(a.getAsDouble() * unit, b.getAsDouble() * unit, pair.bFirst()));
    }
    return values;
  }

  /** The mean over the runs of the phase; empty unless all have the metric. */
  private static OptionalDouble mean(List<RecordedRun> process, SecondaryMetric key) {
    List<Optional<Double>> values =
        process.stream()
            .filter(run -> run.phase() == key.phase())
            .map(run -> Optional.ofNullable(run.record().metrics().get(key.metric())))
            .toList();
    return values.stream().allMatch(Optional::isPresent)
        ? values.stream().flatMap(Optional::stream).mapToDouble(Double::doubleValue).average()
        : OptionalDouble.empty();
  }
}
