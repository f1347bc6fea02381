package dev.weir.micro.cpu;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/** Adds {@link CpuContention#SLOWDOWN} to the results of an iteration; JMH creates it. */
public final class CpuProfiler implements InternalProfiler {
  @Override
  public String getDescription() {
    return "slowdown by other programs on the core";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    Optional<CpuContention> contention = CpuContention.here();
    if (contention.isEmpty()) {
      return;
    }
    try {
      contention.get().begin(iteration.getType() == IterationType.MEASUREMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Optional<CpuContention> contention = CpuContention.here();
    if (contention.isEmpty()) {
      return List.of();
    }
    try {
      OptionalDouble slowdown = contention.get().largest(benchmark.getThreads());
      return slowdown.isEmpty()
          ? List.of()
          : List.of(
              new ScalarResult(
                  CpuContention.SLOWDOWN, slowdown.getAsDouble(), "times", AggregationPolicy.MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
