package dev.weir.bench.report;

import dev.weir.bench.result.Arm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The samples of a comparison, matched by pair.
 *
 * @param a those of the first build, by pair
 * @param b those of the second build, in the same order
 */
record ArmPairs(List<Sample> a, List<Sample> b) {

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
    return new ArmPairs(a, b);
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

  /** Whether the last block of two pairs is half measured, so that the order is not balanced. */
  boolean endsInsideBlock() {
    return size() % 2 == 1;
  }

  /** Whether both arms are the same commit. */
  boolean sameCommit() {
    Optional<String> sha = a.get(0).first().build().sha();
    return sha.isPresent() && sha.equals(b.get(0).first().build().sha());
  }

  /** Numbers of pairs that have one arm only. */
  static List<String> halves(Collection<Sample> samples) {
    List<String> halves = new ArrayList<>();
    Map<Integer, Sample> firsts = arm(List.copyOf(samples), Arm.A);
    Map<Integer, Sample> seconds = arm(List.copyOf(samples), Arm.B);
    TreeSet<Integer> all = new TreeSet<>(firsts.keySet());
    all.addAll(seconds.keySet());
    for (int pair : all) {
      if (!firsts.containsKey(pair) || !seconds.containsKey(pair)) {
        halves.add("pair %d has no %s".formatted(pair, firsts.containsKey(pair) ? "B" : "A"));
      }
    }
    return halves;
  }
}
