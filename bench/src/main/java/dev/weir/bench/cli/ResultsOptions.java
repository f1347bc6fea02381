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
import java.util.Optional;
import java.util.function.Consumer;
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

  /** Instead of an id: the benchmark run whose lines are the last of the file. */
  private static final String LAST = "last";

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Id of the benchmark run, or `last` for the latest.")
  private Optional<String> run = Optional.empty();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never; auto colours a terminal unless NO_COLOR is set.")
  private Color color = Color.AUTO;

  Path results() {
    return results;
  }

  boolean hasRun() {
    return run.isPresent();
  }

  /**
   * What the benchmark run of {@code --run} has recorded; if that is nothing but warm-up pairs, a
   * usage error that names the benchmark runs in the file.
   */
  List<RecordedRun> runs(CommandLine command) {
    return runs(command, requiredRun(command));
  }

  /** As {@link #runs(CommandLine)}, but warm-up pairs alone will do. */
  List<RecordedRun> runsAndWarmUps(CommandLine command) {
    return runs(command, requiredRun(command), true);
  }

  /** What a benchmark run has recorded. */
  List<RecordedRun> runs(CommandLine command, String id) {
    return runs(command, id, false);
  }

  private String requiredRun(CommandLine command) {
    return run.orElseThrow(
        () -> new ParameterException(command, "Missing required option: '--run=ID'"));
  }

  private List<RecordedRun> runs(CommandLine command, String id, boolean warmUpsWillDo) {
    ResultsFile file = new ResultsFile(results);
    List<RecordedRun> runs = new ArrayList<>();
    read(command, results, RunFilter.ofRun(id.equals(LAST) ? last(file) : id), runs::add);
    if (runs.isEmpty()
        || (!warmUpsWillDo && runs.stream().allMatch(recorded -> recorded.slot().isWarmUp()))) {
      throw new ParameterException(
          command,
          "no results of run %s in %s, which has: %s"
              .formatted(id, results, latest(file.runIds())));
    }
    return runs;
  }

  /** Passes the selected runs to {@code action}, and prints the lines that are not usable. */
  static void read(
      CommandLine command, Path results, RunFilter filter, Consumer<RecordedRun> action) {
    PrintWriter errors = command.getErr();
    new ResultsFile(results)
        .forEach(filter, action)
        .forEach(problem -> errors.println(results + ": " + problem));
  }

  private static String last(ResultsFile file) {
    List<String> ids = file.runIds();
    return ids.isEmpty() ? LAST : ids.get(ids.size() - 1);
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
