package dev.weir.micro.runner;

import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Machine;
import dev.weir.core.error.Scrubber;
import dev.weir.micro.cpu.CpuContention;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.SampleTimeResult;

/** Turns JMH's results of a fork into its record. */
final class ForkRecorder {
  /** The flags may name a server with its password. */
  private static final Scrubber SCRUBBER = new Scrubber();

  private static final double PERCENTILE = 99;

  private final Environment host;
  private final InstantSource clock;

  /**
   * A recorder.
   *
   * @param machine on which forks run
   */
  ForkRecorder(Machine machine, InstantSource clock) {
    this.host = machine.environment();
    this.clock = clock;
  }

  /** The record; empty where an iteration has no finite score. */
  Optional<ForkRecord> record(MeasuredFork fork, ForkSlot slot, Build build) {
    BenchmarkParams params = fork.params();
    Optional<SecondaryScores> scores =
        scores(fork.iterations().stream().map(it -> Optional.<Result<?>>of(it.getPrimaryResult())));
    return scores.map(
        primary ->
            new ForkRecord(
                clock.instant(),
                row(params),
                slot,
                settings(params),
                primary.unit(),
                primary.scores(),
                secondary(fork.iterations()),
                build,
                environment(params),
                fork.noise()));
  }

  private static RowKey row(BenchmarkParams params) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : strings(params.getParamsKeys())) {
      values.put(name, params.getParam(name));
    }
    return new RowKey(params.getBenchmark(), values, params.getMode().shortLabel());
  }

  private static ForkSettings settings(BenchmarkParams params) {
    return new ForkSettings(
        params.getThreads(),
        params.getWarmup().getCount(),
        millis(params.getWarmup()),
        params.getMeasurement().getCount(),
        millis(params.getMeasurement()),
        CpuContention.withoutOwn(ClassArchive.withoutOwn(strings(params.getJvmArgs()))).stream()
            .map(SCRUBBER::scrub)
            .toList());
  }

  private static long millis(IterationParams iterations) {
    return iterations.getTime().convertTo(TimeUnit.MILLISECONDS);
  }

  private static List<String> strings(Collection<?> texts) {
    return texts.stream().map(String::valueOf).toList();
  }

  /** The 99th percentile of each iteration; empty unless its operations were sampled. */
  private static Optional<SecondaryScores> percentiles(List<IterationResult> iterations) {
    List<Double> percentiles = new ArrayList<>();
    String unit = "";
    for (IterationResult iteration : iterations) {
      Result<?> result = iteration.getPrimaryResult();
      if (!(result instanceof SampleTimeResult)) {
        return Optional.empty();
      }
      percentiles.add(result.getStatistics().getPercentile(PERCENTILE));
      unit = result.getScoreUnit();
    }
    return Optional.of(new SecondaryScores(unit, percentiles));
  }

  /** The secondary results that every iteration has, and what is read from its samples. */
  private static Map<String, SecondaryScores> secondary(List<IterationResult> iterations) {
    Map<String, SecondaryScores> secondary = new LinkedHashMap<>();
    for (String label : iterations.get(0).getRawSecondaryResults().keys()) {
      scores(
              iterations.stream()
                  .map(it -> Optional.<Result<?>>ofNullable(it.getSecondaryResults().get(label))))
          .ifPresent(scores -> secondary.put(label, scores));
    }
    percentiles(iterations).ifPresent(scores -> secondary.put(ForkFigures.P99, scores));
    return secondary;
  }

  /** The scores of one result in all iterations; empty unless all are there and finite. */
  private static Optional<SecondaryScores> scores(Stream<Optional<Result<?>>> results) {
    List<Double> scores = new ArrayList<>();
    String unit = "";
    for (Optional<Result<?>> result : results.toList()) {
      if (result.isEmpty() || !Double.isFinite(result.get().getScore())) {
        return Optional.empty();
      }
      scores.add(result.get().getScore());
      unit = result.get().getScoreUnit();
    }
    return scores.isEmpty() ? Optional.empty() : Optional.of(new SecondaryScores(unit, scores));
  }

  /** That of this JVM, with the name of the fork's JVM where {@code -jvm} names another one. */
  private Environment environment(BenchmarkParams params) {
    boolean same = params.getVmVersion().equals(System.getProperty("java.vm.version"));
    String jdk = same ? host.jdk() : params.getVmName() + " " + params.getVmVersion();
    return new Environment(
        host.cpuModel(), host.cores(), host.memoryMib(), host.kernel(), jdk, host.facts());
  }
}
