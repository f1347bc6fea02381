package dev.weir.bench.decision;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recorded processes of a pilot, warm-up pairs included.
 *
 * @param runSecs the times of the runs after the cold one, by process
 * @param coldSecs mean time of the cold run
 * @param startSecs mean time from the start of a process to its first run, 0 where not recorded
 */
public record PilotProcesses(List<double[]> runSecs, double coldSecs, double startSecs) {
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
    List<double[]> warm =
        processes.values().stream()
            .map(
                process ->
                    process.stream()
                        .filter(run -> run.phase() != Phase.COLD)
                        .mapToDouble(run -> run.record().durationSecs())
                        .toArray())
            .toList();
    return new PilotProcesses(
        warm, coldMean(runs, Metric.DURATION, 1), coldMean(runs, Metric.STARTUP, 1e-3));
  }

  private static double coldMean(List<RecordedRun> runs, Metric metric, double unit) {
    return runs.stream()
        .filter(run -> run.phase() == Phase.COLD)
        .mapToDouble(run -> run.record().metrics().getOrDefault(metric, 0.0) * unit)
        .average()
        .orElse(0);
  }
}
