package dev.weir.micro.runner;

import dev.weir.bench.plan.ArmSlot;
import dev.weir.bench.plan.Order;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.Machine;
import dev.weir.bench.result.ResultsFileException;
import dev.weir.micro.cpu.CpuContention;
import dev.weir.micro.cpu.ProbingExecutor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH and records each fork. */
final class JmhRuns {
  private static final int REPEATED_SHARE = 10;

  private final Options options;
  private final String runId;
  private final MicroFiles files;
  private final ForkRecorder recorder;
  private final Machine machine;

  /** Added to by the thread that reads what a fork sends. */
  private final List<ForkRecord> recorded = Collections.synchronizedList(new ArrayList<>());

  private final List<ResultsFileException> failures =
      Collections.synchronizedList(new ArrayList<>());

  JmhRuns(Options options, String runId, MicroFiles files, Machine machine, ForkRecorder recorder) {
    this.options = options;
    this.runId = runId;
    this.files = files;
    this.machine = machine;
    this.recorder = recorder;
  }

  /** What was measured so far. */
  MicroRecords recorded() {
    return new MicroRecords(recorded);
  }

  /** One run of JMH, as its options say. */
  void plain(PrintStream out) throws RunnerException {
    ClassPath own = ClassPath.own();
    OutputFormat format =
        OutputFormatFactory.createFormatInstance(
            out, options.verbosity().orElse(VerboseMode.NORMAL));
    boolean forks = options.getForkCount().orElse(1) > 0;
    Options archived = watched(archived(own, BenchmarkRow.selected(options, silent())), forks);
    run(archived, format, fork -> Optional.of(ForkSlot.of(runId, fork.number())), own.build());
    boolean writesResults = options.getResult().hasValue() || options.getResultFormat().hasValue();
    if (!writesResults) {
      repeatDisturbed(archived, own.build(), out);
    }
  }

  /**
   * Measures rows again that have disturbed forks and enough forks to do without those, in turn,
   * until each has as many others as it has been measured with forks; at most a tenth of all.
   */
  private void repeatDisturbed(Options archived, Build build, PrintStream out)
      throws RunnerException {
    Map<RowKey, Integer> wanted = new LinkedHashMap<>();
    recorded().byRow().forEach((row, forks) -> wanted.put(row, forks.size()));
    wanted.values().removeIf(forks -> forks < RowSummary.MIN_FORKS);
    int left = Math.max(RowSummary.MIN_FORKS, recorded.size() / REPEATED_SHARE);
    List<RowKey> lacking = lacking(wanted);
    while (left > 0 && !lacking.isEmpty()) {
      List<RowKey> repeated = lacking.subList(0, Math.min(left, lacking.size()));
      out.printf(
          "Measuring forks again whose core was shared with other programs: %d.%n",
          repeated.size());
      for (RowKey row : repeated) {
        int next = recorded().filter(fork -> fork.row().equals(row)).forks().size() + 1;
        run(
            single(archived, new BenchmarkRow(row.benchmark(), row.params())),
            silent(),
            fork -> Optional.of(ForkSlot.of(runId, next)),
            build);
      }
      left -= repeated.size();
      lacking = lacking(wanted);
    }
  }

  /** The rows with fewer undisturbed forks than wanted. */
  private List<RowKey> lacking(Map<RowKey, Integer> wanted) {
    return wanted.entrySet().stream()
        .filter(row -> undisturbed(row.getKey()) < row.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private int undisturbed(RowKey row) {
    return recorded().filter(fork -> fork.row().equals(row) && !fork.isDisturbed()).forks().size();
  }

  /**
   * Pairs of forks, one of another build and one of this one, in blocks A B B A or B A A B: what
   * changes on the machine meanwhile slows down both. A first pair of each row is not recorded. All
   * flags and settings are those of this build.
   *
   * @param rows what both builds have
   */
  void alternating(ClassPath other, List<BenchmarkRow> rows, int pairs, long seed, PrintStream out)
      throws RunnerException {
    ClassPath own = ClassPath.own();
    Build otherBuild = other.build();
    Build ownBuild = own.build();
    // Both builds are measured alike.
    boolean watched = other.has(ProbingExecutor.class);
    Options otherOptions = watched(archived(other, rows), watched);
    Options ownOptions = watched(archived(own, rows), watched);
    for (int i = 0; i < rows.size(); i++) {
      BenchmarkRow row = rows.get(i);
      out.printf("%s (%d of %d)%n", row.text(), i + 1, rows.size());
      for (ArmSlot slot : Order.pairs(pairs, seed + i)) {
        int before = recorded.size();
        boolean isOther = slot.arm() == Arm.A;
        Optional<ForkSlot> place =
            slot.pair() == 0
                ? Optional.empty()
                : Optional.of(
                    new ForkSlot(
                        runId,
                        slot.pair(),
                        slot.position(),
                        Optional.of(slot.arm()),
                        Optional.of(seed)));
        (isOther ? other : own)
            .during(
                () ->
                    run(
                        single(isOther ? otherOptions : ownOptions, row),
                        silent(),
                        fork -> place,
                        isOther ? otherBuild : ownBuild));
        progress(out, slot, pairs, recorded.subList(before, recorded.size()));
      }
    }
  }

  private static void progress(PrintStream out, ArmSlot slot, int pairs, List<ForkRecord> forks) {
    for (ForkRecord fork : forks) {
      out.printf(
          "  pair %d of %d, %s: %s%n",
          slot.pair(),
          pairs,
          slot.arm(),
          fork.figures().nanosPerOp().map(TimeText::of).orElse("no time"));
    }
  }

  private static Options watched(Options options, boolean watched) {
    return watched ? CpuContention.watched(options) : options;
  }

  /** The options, with an archive of classes where there is one. */
  private Options archived(ClassPath classPath, List<BenchmarkRow> rows) throws RunnerException {
    return ClassArchive.of(classPath, options, rows)
        .map(archive -> archive.with(options))
        .orElse(options);
  }

  private static Options single(Options base, BenchmarkRow row) {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(base)
            .exclude("^(?!\\Q" + row.benchmark() + "\\E$)")
            .forks(1)
            .warmupForks(0);
    row.params().forEach(builder::param);
    return builder.build();
  }

  private void run(
      Options chosen,
      OutputFormat format,
      Function<MeasuredFork, Optional<ForkSlot>> slots,
      Build build)
      throws RunnerException {
    RecordingFormat recording =
        new RecordingFormat(
            format,
            machine,
            fork ->
                slots
                    .apply(fork)
                    .flatMap(slot -> recorder.record(fork, slot, build))
                    .ifPresent(this::keep));
    new Runner(chosen, recording).run();
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /**
   * A failure ends the run after the fork: JMH would take an exception here for one of the fork.
   */
  private void keep(ForkRecord fork) {
    try {
      files.append(List.of(fork));
    } catch (ResultsFileException e) {
      failures.add(e);
    }
    recorded.add(fork);
  }

  static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }

  /**
   * Where JMH prints: the file of {@code -o}, else {@code standard}, which JMH must not close.
   *
   * @throws IOException where the file cannot be created
   */
  static PrintStream output(Options options, PrintStream standard) throws IOException {
    if (options.getOutput().hasValue()) {
      try {
        return new PrintStream(options.getOutput().get(), Charset.defaultCharset());
      } catch (FileNotFoundException e) {
        throw new IOException("The output file of -o cannot be created: " + e.getMessage(), e);
      }
    }
    return new PrintStream(standard, true, Charset.defaultCharset()) {
      @Override
      public void close() {
        flush();
      }
    };
  }
}
