package dev.weir.bench.decision;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recorded processes of a pilot, warm-up pairs included.
 *
 * @param runSecs the times of the runs after the cold one, by process
 * @param processSecs mean time of a process without these runs: of its wall time where the harness
 *     recorded it, else of its start and its cold run
 */
public record PilotProcesses(List<double[]> runSecs, double processSecs) {
  public PilotProcesses {
    runSecs = List.copyOf(runSecs);
  }

  /**
   * Groups runs by process.
   *
   * @throws IllegalArgumentException where the runs have more than one subject
   */
  public static PilotProcesses of(List<RecordedRun> runs) {
    if (runs.stream().map(RecordedRun::subject).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the pilot has several modes or connectors; choose one with --mode");
    }
    Map<List<Object>, List<RecordedRun>> processes = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      processes
          .computeIfAbsent(List.of(run.slot(), run.build().arm()), key -> new ArrayList<>())
          .add(run);
    }
    List<double[]> warm = processes.values().stream().map(PilotProcesses::warmSecs).toList();
    return new PilotProcesses(
        warm,
        processes.values().stream()
            .mapToDouble(PilotProcesses::besidesWarmSecs)
            .average()
            .orElse(0));
  }

  private static double[] warmSecs(List<RecordedRun> process) {
    return process.stream()
        .filter(run -> run.phase() != Phase.COLD)
        .mapToDouble(run -> run.record().durationSecs())
        .toArray();
  }

  private static double besidesWarmSecs(List<RecordedRun> process) {
    double warm = Arrays.stream(warmSecs(process)).sum();
    double cold = coldMean(process, Metric.DURATION, 1) + coldMean(process, Metric.STARTUP, 1e-3);
    return process.get(0).harness().wallSecs().map(wall -> Math.max(0, wall - warm)).orElse(cold);
  }

  private static double coldMean(List<RecordedRun> runs, Metric metric, double unit) {
    return runs.stream()
        .filter(run -> run.phase() == Phase.COLD)
        .mapToDouble(run -> run.record().metrics().getOrDefault(metric, 0.0) * unit)
        .average()
        .orElse(0);
  }
}
