package dev.weir.micro.runner;

import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Noise;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  ForkRecord {
    scores = List.copyOf(scores);
    secondary = Collections.unmodifiableMap(new TreeMap<>(secondary));
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a fork has at least one measured iteration");
    }
  }

  ForkFigures figures() {
    return ForkFigures.of(this);
  }
}
