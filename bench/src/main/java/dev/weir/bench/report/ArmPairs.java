package dev.weir.bench.report;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Metric;
import dev.weir.bench.stats.PairedRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The samples of a comparison, matched by pair.
 *
 * @param a those of the first build, by pair
 * @param b those of the second build, in the same order
 * @param unmatched number of samples without a counterpart, as after an interruption
 */
record ArmPairs(List<Sample> a, List<Sample> b, int unmatched) {

  static ArmPairs of(List<Sample> samples) {
    Map<Integer, Sample> firsts = arm(samples, Arm.A);
    Map<Integer, Sample> seconds = arm(samples, Arm.B);
    List<Sample> a = new ArrayList<>();
    List<Sample> b = new ArrayList<>();
    firsts.forEach(
        (pair, first) -> {
          Sample second = seconds.get(pair);
          if (second != null) {
            a.add(first);
            b.add(second);
          }
        });
    return new ArmPairs(a, b, samples.size() - a.size() - b.size());
  }

  private static Map<Integer, Sample> arm(List<Sample> samples, Arm arm) {
    Map<Integer, Sample> byPair = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.first().build().arm().equals(Optional.of(arm))) {
        byPair.put(sample.iteration(), sample);
      }
    }
    return byPair;
  }

  int size() {
    return a.size();
  }

  PairedRatio time() {
    return PairedRatio.of(Sample.warmSecs(a), Sample.warmSecs(b));
  }

  /** The ratio B / A of a metric; empty where a sample lacks it or has 0 for it. */
  Optional<PairedRatio> ratio(Metric metric) {
    Optional<double[]> first = Sample.values(a, metric).filter(ArmPairs::positive);
    Optional<double[]> second = Sample.values(b, metric).filter(ArmPairs::positive);
    return first.flatMap(as -> second.map(bs -> PairedRatio.of(as, bs)));
  }

  private static boolean positive(double[] values) {
    return Arrays.stream(values).allMatch(value -> value > 0);
  }
}
