package dev.weir.micro.runner;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs other benchmarks once in the fork whose classes are archived, so that theirs are loaded; JMH
 * creates it. The fork needs the property {@code jmh.ignoreLock}.
 */
public final class ClassTraining implements InternalProfiler {
  private static final String SEPARATOR = ",";

  static final TimeValue SHORT = TimeValue.milliseconds(1);

  private final List<String> benchmarks;

  /**
   * The training.
   *
   * @param benchmarks from {@link #argument}
   */
  public ClassTraining(String benchmarks) {
    this.benchmarks = benchmarks.isEmpty() ? List.of() : List.of(benchmarks.split(SEPARATOR, -1));
  }

  static String argument(Collection<String> benchmarks) {
    return String.join(SEPARATOR, benchmarks);
  }

  @Override
  public String getDescription() {
    return "loads the classes of benchmarks";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // The other benchmarks run after the iteration.
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    benchmarks.forEach(ClassTraining::run);
    return List.of();
  }

  private static void run(String benchmark) {
    OutputFormat silent = JmhRuns.silent();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^\\Q" + benchmark + "\\E$")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(SHORT);
    BenchmarkRow.selected(options.build(), silent).stream()
        .findFirst()
        .ifPresent(row -> row.params().forEach(options::param));
    try {
      new Runner(options.build(), silent).run();
    } catch (RunnerException e) {
      // The classes that it has loaded are archived. It fails again when it is measured.
    }
  }
}
