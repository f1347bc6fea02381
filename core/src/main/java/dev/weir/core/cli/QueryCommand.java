package dev.weir.core.cli;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.config.Problem;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.PipelineRunner;
import dev.weir.core.pipeline.Progress;
import dev.weir.core.pipeline.RunOptions;
import dev.weir.core.state.NoState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the rows of a query or a table to standard output or a file. */
@Command(
    name = "query",
    description = "Write the rows of a query or a table to standard output or a file.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionProvider.class)
final class QueryCommand implements Callable<Integer> {
  private static final String DOCUMENT = "query";

  private final Session session;

  @Mixin private QueryOptions options = new QueryOptions();

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Append one JSON object to FILE if the query succeeds.")
  private Optional<Path> metrics = Optional.empty();

  @Option(names = "--no-pager", description = "Write a table to the terminal without a pager.")
  private boolean noPager;

  /** Read by the error handler from the parsed line. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--stacktrace",
      description = "Print an error's stack trace too (also: WEIR_DEBUG=1).")
  private boolean stacktrace;

  QueryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Preload.start(false);
    Console console = session.console();
    Pipeline pipeline = pipeline();
    metrics.ifPresent(MetricsFile::checkWritable);
    if (!options.isForStandardOutput()) {
      report(run(pipeline), console.terminal());
      return ExitCode.OK.code();
    }
    boolean paged = console.outTerminal() && options.isTable(true) && !noPager;
    Optional<Pager> pager = paged ? Pager.start(console.environment()) : Optional.empty();
    try (Pager shown = pager.orElse(Pager.NONE)) {
      QueryOutput output = new QueryOutput(shown.input().orElse(console.rows()), pager.isPresent());
      return run(pipeline.writingTo(output), output);
    }
  }

  private Pipeline pipeline() {
    try {
      return session.read(
          options.settings(session.connectors(), session.console().outTerminal()), DOCUMENT);
    } catch (ConfigException e) {
      // The first problem of an option may be the cause of others.
      Map<String, Problem> byOption = new LinkedHashMap<>();
      for (Problem problem : e.problems()) {
        String option = QueryOptions.option(problem.path());
        byOption.putIfAbsent(option, new Problem(option, problem.line(), problem.message()));
      }
      throw new ConfigException(e.document(), List.copyOf(byOption.values()));
    }
  }

  private int run(Pipeline pipeline, QueryOutput output) {
    try {
      PipelineResult result = run(pipeline);
      report(result, session.console().outTerminal() && session.console().terminal());
    } catch (WeirException e) {
      // As with "| head": who does not want more rows is not told of an error.
      if (!output.isClosedByReader()) {
        throw e;
      }
    }
    return ExitCode.OK.code();
  }

  private PipelineResult run(Pipeline pipeline) {
    Console console = session.console();
    Cancellation cancellation = new Cancellation();
    boolean watched = console.terminal() && !options.isForStandardOutput();
    try (Interrupts interrupts =
            Interrupts.install(cancellation, console::notice, Interrupts.GRACE);
        ConsoleProgress shown =
            watched
                ? ConsoleProgress.on(console.err(), System::nanoTime, session::clean)
                : ConsoleProgress.notices(console.err(), session::clean)) {
      Progress progress = console.terminal() ? shown : Progress.SILENT;
      PipelineResult result =
          new PipelineRunner(pipeline, new NoState(), progress, cancellation)
              .run(runOptions(pipeline.config()));
      session.startupCache().afterRun();
      return result;
    }
  }

  private RunOptions runOptions(PipelineConfig config) {
    return new RunOptions(
        1,
        false,
        ProcessStart.elapsedNanos(),
        session.connectors().loadNanos(config.sourceName()),
        session.connectors().loadNanos(config.destinationName()));
  }

  private void report(PipelineResult result, boolean shown) {
    if (shown) {
      session.console().err().println(RunSummary.line(result, 1));
    }
    metrics.ifPresent(file -> MetricsFile.append(file, RunRecord.json(result)));
  }
}
