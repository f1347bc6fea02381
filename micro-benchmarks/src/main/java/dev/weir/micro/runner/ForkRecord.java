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

  ForkRecord {
    scores = List.copyOf(scores);
    secondary = Collections.unmodifiableMap(new TreeMap<>(secondary));
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a fork has at least one measured iteration");
    }
  }

  /** Those of the iterations on a quiet core. */
  ForkFigures figures() {
    return ForkFigures.of(quiet());
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

  /** Whether fewer than two iterations had a quiet core. */
  boolean isDisturbed() {
    return quietIterations() < Math.min(MIN_ITERATIONS, slowdowns().size());
  }

  private int quietIterations() {
    return (int) slowdowns().stream().filter(it -> it <= CpuContention.QUIET).count();
  }

  /**
   * The fork without the iterations that shared their core. At least two remain, those on the least
   * disturbed core.
   */
  private ForkRecord quiet() {
    List<Double> slowdowns = slowdowns();
    List<Integer> byQuiet =
        IntStream.range(0, slowdowns.size())
            .boxed()
            .sorted(Comparator.comparing(slowdowns::get))
            .toList();
    List<Integer> kept =
        byQuiet.stream().limit(Math.max(quietIterations(), MIN_ITERATIONS)).sorted().toList();
    if (kept.size() == slowdowns.size()) {
      return this;
    }
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
