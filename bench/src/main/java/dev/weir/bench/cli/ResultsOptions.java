package dev.weir.bench.cli;

import dev.weir.bench.report.Paint;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import dev.weir.bench.result.RunFilter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

  /** How many run ids a message lists. */
  private static final int SHOWN = 8;

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
   * What the benchmark run has recorded; if that is nothing, a usage error that names the benchmark
   * runs in the file.
   */
  List<RecordedRun> runs(CommandLine command) {
    ResultsFile file = new ResultsFile(results);
    ResultsFile.Contents contents = file.read(RunFilter.ofRun(run));
    PrintWriter errors = command.getErr();
    contents.problems().forEach(problem -> errors.println(results + ": " + problem));
    List<RecordedRun> runs = contents.runs();
    if (runs.stream().allMatch(recorded -> recorded.slot().isWarmUp())) {
      throw new ParameterException(
          command,
          "no results of run %s in %s, which has: %s"
              .formatted(run, results, latest(file.runIds())));
    }
    return runs;
  }

  /** The last ids, the latest first. */
  private static String latest(List<String> ids) {
    List<String> shown = new ArrayList<>(ids.subList(Math.max(0, ids.size() - SHOWN), ids.size()));
    if (shown.isEmpty()) {
      return "none";
    }
    Collections.reverse(shown);
    int more = ids.size() - shown.size();
    return String.join(", ", shown) + (more == 0 ? "" : ", and %d earlier ones".formatted(more));
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
