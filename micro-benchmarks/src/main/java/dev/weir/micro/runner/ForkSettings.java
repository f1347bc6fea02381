package dev.weir.micro.runner;

import dev.weir.bench.report.Figures;
import java.util.List;

/**
 * How a fork measured.
 *
 * @param warmupMillis time of each warm-up iteration
 * @param measurementMillis time of each measured iteration
 * @param jvmArgs the flags of the fork's JVM
 */
record ForkSettings(
    int threads,
    int warmupIterations,
    long warmupMillis,
    int measurementIterations,
    long measurementMillis,
    List<String> jvmArgs) {

  ForkSettings {
    jvmArgs = List.copyOf(jvmArgs);
  }

  /** Whether both measured in the same way; their flags may differ. */
  boolean isComparable(ForkSettings other) {
    return new ForkSettings(
            other.threads,
            other.warmupIterations,
            other.warmupMillis,
            other.measurementIterations,
            other.measurementMillis,
            jvmArgs)
        .equals(this);
  }

  /** Such as {@code 3 warm-up iterations of 200 ms, 5 of 100 ms, 1 thread}. */
  String text() {
    return "%s of %d ms, %d of %d ms, %s"
        .formatted(
            Figures.counted(warmupIterations, "warm-up iteration"),
            warmupMillis,
            measurementIterations,
            measurementMillis,
            Figures.counted(threads, "thread"));
  }
}
