package dev.weir.micro.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.micro.sql.TypeLookupBenchmark;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class CpuContentionTest {
  private static final String FLAG = "-Xmx300m";

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void watched_eachIteration_hasTheSlowdownOfItsCore(int threads) throws Exception {
    List<IterationResult> iterations = iterations(CpuContention.watched(options(threads)));

    assertThat(iterations).hasSize(2);
    assertThat(iterations.stream().flatMap(it -> slowdown(it).stream()))
        .hasSize(2)
        .allMatch(slowdown -> slowdown > 0);
  }

  private static Optional<Double> slowdown(IterationResult iteration) {
    return Optional.<Result<?>>ofNullable(
            iteration.getSecondaryResults().get(CpuContention.SLOWDOWN))
        .map(Result::getScore);
  }

  @Test
  void withoutOwn_flagsOfAWatchedFork_areTheUsers() {
    Collection<String> flags = CpuContention.watched(options(1)).getJvmArgsPrepend().get();

    assertThat(flags).hasSizeGreaterThan(1);
    assertThat(CpuContention.withoutOwn(flags)).containsExactly(FLAG);
  }

  private static Options options(int threads) {
    return new OptionsBuilder()
        .include(TypeLookupBenchmark.class.getName() + ".findType$")
        .jvmArgsPrepend(FLAG)
        .forks(1)
        .threads(threads)
        .warmupIterations(0)
        .measurementIterations(2)
        .measurementTime(TimeValue.milliseconds(5))
        .build();
  }

  private static List<IterationResult> iterations(Options options) throws Exception {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);
    Collection<RunResult> results = new Runner(options, silent).run();
    return results.stream()
        .flatMap(run -> run.getBenchmarkResults().stream())
        .flatMap(fork -> fork.getIterationResults().stream())
        .toList();
  }
}
