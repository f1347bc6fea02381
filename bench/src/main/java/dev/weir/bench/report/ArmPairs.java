package dev.weir.bench.report;

import dev.weir.bench.sample.Arm;
import dev.weir.bench.sample.Metric;
import dev.weir.bench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The processes of a comparison, matched by their pair.
 *
 * @param a the first build's, by pair
 * @param b the second build's, in the same order
 * @param unmatched how many processes have no partner, as after an interruption
 */
record ArmPairs(List<MeasuredProcess> a, List<MeasuredProcess> b, int unmatched) {

  static ArmPairs of(List<MeasuredProcess> processes) {
    Map<Integer, MeasuredProcess> firsts = arm(processes, Arm.A);
    Map<Integer, MeasuredProcess> seconds = arm(processes, Arm.B);
    List<MeasuredProcess> a = new ArrayList<>();
    List<MeasuredProcess> b = new ArrayList<>();
    firsts.forEach(
        (pair, first) -> {
          MeasuredProcess second = seconds.get(pair);
          if (second != null) {
            a.add(first);
            b.add(second);
          }
        });
    return new ArmPairs(a, b, processes.size() - a.size() - b.size());
  }

  private static Map<Integer, MeasuredProcess> arm(List<MeasuredProcess> processes, Arm arm) {
    Map<Integer, MeasuredProcess> byPair = new TreeMap<>();
    for (MeasuredProcess process : processes) {
      if (process.first().build().arm().equals(Optional.of(arm))) {
        byPair.put(process.iteration(), process);
      }
    }
    return byPair;
  }

  int size() {
    return a.size();
  }

  PairedRatio time() {
    return PairedRatio.of(MeasuredProcess.warmSecs(a), MeasuredProcess.warmSecs(b));
  }

  /** The ratio B / A of one figure; empty where a process lacks it or has 0 for it. */
  Optional<PairedRatio> ratio(Metric metric) {
    Optional<double[]> first = MeasuredProcess.values(a, metric).filter(ArmPairs::positive);
    Optional<double[]> second = MeasuredProcess.values(b, metric).filter(ArmPairs::positive);
    return first.flatMap(of -> second.map(to -> PairedRatio.of(of, to)));
  }

  private static boolean positive(double[] values) {
    return Arrays.stream(values).allMatch(value -> value > 0);
  }
}
