package dev.weir.bench.cli;

import dev.weir.bench.report.Paint;
import dev.weir.bench.sample.ResultsFile;
import dev.weir.bench.sample.Sample;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which samples to show, and how: shared by the commands that draw. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResultsOptions {
  private enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Set by the launcher: some JDKs have a console even where the output is a file. */
  private static final String TERMINAL = "weir.bench.terminal";

  @Option(names = "--results", required = true, description = "The file of samples.")
  private Path results;

  @Option(names = "--run", required = true, description = "The harness's run to show.")
  private String run;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never; auto colours a terminal unless NO_COLOR is set.")
  private Color color = Color.AUTO;

  /** The samples of the run; a run without any is a usage error that names the ones there are. */
  List<Sample> samples(CommandLine command) {
    ResultsFile.Contents contents = new ResultsFile(results).read();
    PrintWriter errors = command.getErr();
    contents.problems().forEach(problem -> errors.println(results + ": " + problem));
    List<Sample> samples = contents.ofRun(run);
    if (samples.stream().allMatch(sample -> sample.slot().isWarmUp())) {
      List<String> known =
          contents.samples().stream().map(sample -> sample.slot().runId()).distinct().toList();
      throw new ParameterException(
          command,
          "no sample of run %s in %s, which has: %s"
              .formatted(run, results, known.isEmpty() ? "none" : String.join(", ", known)));
    }
    return samples;
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
