package dev.weir.bench.cli;

import dev.weir.bench.report.Paint;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What to report, and how: the options that the reporting commands share. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResultsOptions {
  private enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Set by the launcher, as some JDKs have a console even where the output is a file. */
  private static final String TERMINAL = "weir.bench.terminal";

  @Option(names = "--results", required = true, description = "File of recorded runs.")
  private Path results;

  @Option(names = "--run", required = true, description = "Id of the benchmark run to report.")
  private String run;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never; auto colours a terminal unless NO_COLOR is set.")
  private Color color = Color.AUTO;

  /**
   * What the benchmark run has recorded; if that is nothing but warm-up pairs, a usage error that
   * names the benchmark runs in the file.
   */
  List<RecordedRun> runs(CommandLine command) {
    return runs(command, false);
  }

  /** As {@link #runs(CommandLine)}, but warm-up pairs alone will do. */
  List<RecordedRun> allRuns(CommandLine command) {
    return runs(command, true);
  }

  private List<RecordedRun> runs(CommandLine command, boolean withWarmUps) {
    ResultsFile.Contents contents = new ResultsFile(results).read();
    PrintWriter errors = command.getErr();
    contents.problems().forEach(problem -> errors.println(results + ": " + problem));
    List<RecordedRun> runs = contents.ofBenchmark(run);
    if (runs.stream().allMatch(recorded -> !withWarmUps && recorded.slot().isWarmUp())) {
      List<String> known =
          contents.runs().stream().map(recorded -> recorded.slot().runId()).distinct().toList();
      throw new ParameterException(
          command,
          "no results of run %s in %s, which has: %s"
              .formatted(run, results, known.isEmpty() ? "none" : String.join(", ", known)));
    }
    return runs;
  }

  Paint paint() {
    boolean noColor = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return new Paint(
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> Boolean.getBoolean(TERMINAL) && !noColor;
        });
  }
}
