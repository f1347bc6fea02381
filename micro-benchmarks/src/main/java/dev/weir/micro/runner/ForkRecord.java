package dev.weir.micro.runner;

import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Noise;
import dev.weir.micro.cpu.CpuContention;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One fork of one benchmark with one set of parameters: a line of the records.
 *
 * @param timestamp when the fork was recorded
 * @param unit JMH's unit of the scores
 * @param scores one for each measured iteration, at least one
 * @param secondary counters of the benchmark and results of profilers, by JMH's label
 * @param build that was measured; its digest is the SHA-256 of the jar
 * @param environment the machine and the JDK of the fork
 */
record ForkRecord(
    Instant timestamp,
    RowKey row,
    ForkSlot slot,
    ForkSettings settings,
    String unit,
    List<Double> scores,
    Map<String, SecondaryScores> secondary,
    Build build,
    Environment environment,
    Noise noise) {

  private static final int MIN_ITERATIONS = 2;

  /** Of all iterations, where that is more. */
  private static final double MIN_QUIET_SHARE = 0.125;

  ForkRecord {
    scores = List.copyOf(scores);
    secondary = Collections.unmodifiableMap(new TreeMap<>(secondary));
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a fork has at least one measured iteration");
    }
  }

  /** Times of the fastest iteration, and what else those on a quiet core measured. */
  ForkFigures figures() {
    return ForkFigures.of(quiet(), fastest());
  }

  /**
   * How much slower the core was in each iteration, {@link CpuContention#SLOWDOWN}; empty where it
   * was not watched.
   */
  List<Double> slowdowns() {
    return Optional.ofNullable(secondary.get(CpuContention.SLOWDOWN))
        .map(SecondaryScores::scores)
        .orElse(List.of());
  }

  /** Whether fewer than an eighth of the iterations, or fewer than two, had a quiet core. */
  boolean isDisturbed() {
    return quietIterations() < Math.min(minQuiet(), slowdowns().size());
  }

  private int minQuiet() {
    return Math.max(MIN_ITERATIONS, (int) (slowdowns().size() * MIN_QUIET_SHARE));
  }

  private int quietIterations() {
    return (int) slowdowns().stream().filter(CpuContention::isQuiet).count();
  }

  /**
   * The fork without the iterations that shared their core. An eighth remains, and at least two:
   * those on the least disturbed core.
   */
  private ForkRecord quiet() {
    List<Double> slowdowns = slowdowns();
    return slowdowns.isEmpty()
        ? this
        : first(Comparator.comparing(slowdowns::get), Math.max(quietIterations(), minQuiet()));
  }

  /**
   * The fork with its fastest iteration. Whatever disturbs one only makes it slower. Source: Chen
   * and Revels, "Robust benchmarking in noisy environments", 2016.
   */
  private ForkRecord fastest() {
    Comparator<Integer> byScore = Comparator.comparing(scores::get);
    boolean rate = ScoreUnit.of(unit).map(ScoreUnit::inverse).orElse(false);
    return first(rate ? byScore.reversed() : byScore, 1);
  }

  /** The fork with the first iterations in an order of their indices. */
  private ForkRecord first(Comparator<Integer> order, int count) {
    List<Integer> kept =
        IntStream.range(0, scores.size()).boxed().sorted(order).limit(count).sorted().toList();
    Map<String, SecondaryScores> keptSecondary = new TreeMap<>();
    secondary.forEach(
        (label, it) ->
            keptSecondary.put(label, new SecondaryScores(it.unit(), at(kept, it.scores()))));
    return new ForkRecord(
        timestamp,
        row,
        slot,
        settings,
        unit,
        at(kept, scores),
        keptSecondary,
        build,
        environment,
        noise);
  }

  private static List<Double> at(List<Integer> places, List<Double> scores) {
    return places.stream().map(scores::get).toList();
  }
}
