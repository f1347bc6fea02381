package dev.weir.micro.runner;

import dev.weir.bench.result.Noise;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/**
 * What JMH has measured in one fork.
 *
 * @param number from 1, without warm-up forks; 0 where the benchmark ran in the launched JVM
 * @param iterations the measured ones
 */
record MeasuredFork(
    BenchmarkParams params, int number, List<IterationResult> iterations, Noise noise) {
  MeasuredFork {
    iterations = List.copyOf(iterations);
  }
}
