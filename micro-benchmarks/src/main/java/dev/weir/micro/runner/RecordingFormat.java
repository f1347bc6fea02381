package dev.weir.micro.runner;

import dev.weir.bench.result.Machine;
import dev.weir.bench.result.Noise;
import dev.weir.bench.result.ProcessAccount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * JMH's output with labelled counters, which passes on each fork as soon as its last iteration is
 * measured, so that an interrupted run keeps what it has.
 */
final class RecordingFormat implements OutputFormat {
  private static final long MIN_SHOWN_MILLIS = 100;

  private final OutputFormat format;
  private final Machine machine;
  private final Consumer<MeasuredFork> recorder;

  /** How many forks have begun, warm-up forks included, by benchmark and parameters. */
  private final Map<String, Integer> forks = new HashMap<>();

  private final List<IterationResult> iterations = new ArrayList<>();
  private String start = "";

  RecordingFormat(OutputFormat format, Machine machine, Consumer<MeasuredFork> recorder) {
    this.format = format;
    this.machine = machine;
    this.recorder = recorder;
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {
    boolean first =
        number == 1
            && (iteration.getType() == IterationType.WARMUP || params.getWarmup().getCount() == 0);
    if (first) {
      forks.merge(params.id(), 1, Integer::sum);
      iterations.clear();
      start = machine.readings("start");
    }
    if (!isShort(iteration)) {
      format.iteration(params, iteration, number);
    }
  }

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {
    if (!isShort(iteration)) {
      format.iterationResult(params, iteration, number, LabelledResults.of(result));
    }
    int fork = forks.getOrDefault(params.id(), 0) - params.getWarmupForks();
    if (iteration.getType() == IterationType.MEASUREMENT && fork > 0) {
      iterations.add(result);
      if (number == iteration.getCount()) {
        if (isShort(iteration)) {
          format.println(IterationsText.of(iterations));
        }
        Noise noise = machine.noise(ProcessAccount.parse(start + machine.readings("end")));
        recorder.accept(
            new MeasuredFork(params, params.getForks() == 0 ? 0 : fork, iterations, noise));
      }
    }
  }

  /**
   * Whether an iteration is one of so many that JMH's lines of each would hide the rest. One of a
   * single operation has no time.
   */
  private static boolean isShort(IterationParams iteration) {
    long millis = iteration.getTime().convertTo(TimeUnit.MILLISECONDS);
    return iteration.getType() == IterationType.MEASUREMENT
        && millis > 0
        && millis < MIN_SHOWN_MILLIS;
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    format.endBenchmark(LabelledResults.of(result));
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    format.endRun(LabelledResults.ofRuns(results));
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    format.startBenchmark(params);
  }

  @Override
  public void startRun() {
    format.startRun();
  }

  @Override
  public void print(String text) {
    format.print(text);
  }

  @Override
  public void println(String text) {
    format.println(text);
  }

  @Override
  public void verbosePrintln(String text) {
    format.verbosePrintln(text);
  }

  @Override
  public void flush() {
    format.flush();
  }

  @Override
  public void close() {
    format.close();
  }

  @Override
  public void write(int character) {
    format.write(character);
  }

  @Override
  public void write(byte[] text) throws IOException {
    format.write(text);
  }
}
