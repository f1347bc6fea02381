package dev.weir.micro.runner;

import dev.weir.micro.cpu.CpuContention;
import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * JMH's results with counters in the units that they have: the time of a row, which JMH prints as
 * {@code ns/op}, as {@code ns/row}, and that of a byte as {@code GB/s}, which is its inverse. What
 * a result holds is a mean, where JMH adds up the events of forks.
 */
final class LabelledResults {
  private LabelledResults() {}

  static Collection<RunResult> ofRuns(Collection<RunResult> runs) {
    return runs.stream()
        .map(
            run ->
                new RunResult(
                    run.getParams(),
                    run.getBenchmarkResults().stream().map(LabelledResults::of).toList()))
        .toList();
  }

  static BenchmarkResult of(BenchmarkResult fork) {
    BenchmarkResult labelled =
        new BenchmarkResult(
            fork.getParams(),
            fork.getIterationResults().stream().map(LabelledResults::of).toList(),
            fork.getMetadata());
    // What external profilers have added.
    fork.getBenchmarkResults().values().forEach(labelled::addBenchmarkResult);
    return labelled;
  }

  static IterationResult of(IterationResult iteration) {
    IterationResult labelled =
        new IterationResult(
            iteration.getBenchmarkParams(), iteration.getParams(), iteration.getMetadata());
    labelled.addResults(iteration.getRawPrimaryResults());
    for (String label : iteration.getRawSecondaryResults().keys()) {
      if (label.equals(CpuContention.SLOWDOWN)) {
        continue;
      }
      Optional<ScalarResult> counter =
          Optional.ofNullable(iteration.getSecondaryResults().get(label))
              .flatMap(result -> counter(label, result));
      if (counter.isPresent()) {
        labelled.addResult(counter.get());
      } else {
        labelled.addResults(iteration.getRawSecondaryResults().get(label));
      }
    }
    return labelled;
  }

  private static Optional<ScalarResult> counter(String label, Result<?> result) {
    Optional<Double> nanos =
        ScoreUnit.of(result.getScoreUnit()).map(unit -> unit.nanosOf(result.getScore()));
    return switch (label) {
      case ForkFigures.ROWS -> nanos.map(it -> scalar(label, it, "ns/row"));
      case ForkFigures.BYTES -> nanos.map(it -> scalar(label, 1 / it, "GB/s"));
      case ForkFigures.HELD -> Optional.of(scalar(label, result.getScore(), "B"));
      default -> Optional.empty();
    };
  }

  private static ScalarResult scalar(String label, double value, String unit) {
    return new ScalarResult(label, value, unit, AggregationPolicy.AVG);
  }
}
