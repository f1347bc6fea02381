package dev.weir.core.cli;

import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.PipelineRunner;
import dev.weir.core.pipeline.RunOptions;
import dev.weir.core.state.SqliteState;
import dev.weir.core.state.StateBackend;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline, once or more often in this process. */
@Command(
    name = "run",
    description = "Run a pipeline.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class RunCommand implements Callable<Integer> {
  /** Before the record's JSON on stdout, so that a reader of mixed output can find it. */
  static final String BENCH_JSON_PREFIX = "@@BENCH_JSON@@";

  private final Session session;

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Run it N times in one process; the first is the cold one (default: 1).")
  private int repeat = 1;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Append one JSON object to FILE for each run that succeeded.")
  private Optional<Path> metrics = Optional.empty();

  @Option(
      names = "--bench-json",
      description = "Print that object on stdout too, on one line behind @@BENCH_JSON@@.")
  private boolean benchJson;

  @Option(
      names = "--verify",
      description =
          "Compare the loaded rows with the source's before each commit; a difference rolls back.")
  private boolean verify;

  @Option(
      names = "--state",
      paramLabel = "PATH",
      description = "The state file, instead of the pipeline's own.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--progress",
      paramLabel = "WHEN",
      converter = ProgressMode.Converter.class,
      description =
          "Show progress on stderr: auto (where it is a terminal), always, never (default: auto).")
  private ProgressMode progress = ProgressMode.AUTO;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Preload.start(true);
    Pipeline read = session.read(arguments.pipeline());
    Pipeline pipeline = state.map(read::withStatePath).orElse(read);
    metrics.ifPresent(MetricsFile::checkWritable);
    Cancellation cancellation = new Cancellation();
    try (Interrupts interrupts =
            Interrupts.install(cancellation, session.console()::notice, Interrupts.GRACE);
        StateBackend backend = SqliteState.open(pipeline.config().statePath(), Clock.systemUTC())) {
      for (int number = 1; number <= repeat; number++) {
        if (interrupts.isRequested()) {
          throw cancelled(number);
        }
        PipelineResult result = run(pipeline, backend, cancellation, number);
        report(result, pipeline.destination().usesStandardOutput());
      }
    }
    session.startupCache().afterRun();
    return ExitCode.OK.code();
  }

  private PipelineResult run(
      Pipeline pipeline, StateBackend backend, Cancellation cancellation, int number) {
    Console console = session.console();
    try (ConsoleProgress shown =
        progress.shown(console.terminal())
            ? ConsoleProgress.on(console.err(), System::nanoTime, session::clean)
            : ConsoleProgress.notices(console.err(), session::clean)) {
      PipelineRunner runner = new PipelineRunner(pipeline, backend, shown, cancellation);
      return runner.run(options(pipeline.config(), number));
    }
  }

  /** Only the first run pays for the process's start and the connectors' loading. */
  private RunOptions options(PipelineConfig config, int number) {
    return number == 1
        ? new RunOptions(
            number,
            verify,
            ProcessStart.elapsedNanos(),
            session.connectors().loadNanos(config.sourceName()),
            session.connectors().loadNanos(config.destinationName()))
        : new RunOptions(number, verify, 0, 0, 0);
  }

  private void report(PipelineResult result, boolean rowsOnOut) {
    Console console = session.console();
    PrintStream out = rowsOnOut ? console.err() : console.out();
    out.println(RunSummary.line(result, repeat));
    if (benchJson || metrics.isPresent()) {
      String json = RunRecord.json(result);
      metrics.ifPresent(file -> MetricsFile.append(file, json));
      if (benchJson) {
        out.println(BENCH_JSON_PREFIX + json);
      }
    }
  }

  private WeirException cancelled(int number) {
    return EngineError.CANCELLED
        .at("Cancelled before run %d of %d".formatted(number, repeat))
        .withHint("The runs before it are complete");
  }
}
