package dev.weir.bench.cli;

import dev.weir.bench.calibrate.Calibration;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.history.Measurements;
import dev.weir.bench.history.Series;
import dev.weir.bench.report.Calibrations;
import dev.weir.bench.report.CompareReport;
import dev.weir.bench.report.HistoryReport;
import dev.weir.bench.report.HtmlFormat;
import dev.weir.bench.report.MarkdownFormat;
import dev.weir.bench.report.ProfileLinks;
import dev.weir.bench.report.Report;
import dev.weir.bench.report.RunReport;
import dev.weir.bench.report.TextFormat;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFileException;
import dev.weir.bench.result.RunFilter;
import dev.weir.bench.result.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** In which formats a command reports. */
final class OutputOptions {
  /** How many points of a mode's history a page shows. */
  private static final int HISTORY_POINTS = 60;

  private enum Format {
    TEXT,
    MARKDOWN
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text or markdown; markdown is for a comment on a pull request.")
  private Format format = Format.TEXT;

  @Option(names = "--stages", description = "Also print every stage and cost of each mode.")
  private boolean stages;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the report with charts as one HTML file.")
  private @Nullable Path html;

  /**
   * Reports one benchmark run: a comparison where it has two arms.
   *
   * @param plannedPairs how many pairs a comparison planned
   */
  void report(
      CommandLine command,
      ResultsOptions options,
      List<RecordedRun> runs,
      Limits limits,
      int plannedPairs) {
    PrintWriter out = command.getOut();
    boolean comparison = runs.stream().anyMatch(run -> run.build().arm().isPresent());
    Function<Boolean, List<Report>> reports =
        all ->
            comparison
                ? CompareReport.of(runs, limits, plannedPairs, calibrations(options.results()))
                : RunReport.of(runs, all);
    List<Report> shown = reports.apply(stages);
    out.print(
        switch (format) {
          case TEXT ->
              TextFormat.of(
                  shown,
                  OutputTerminal.layout(System.getenv(), System.getProperties(), options.paint()));
          case MARKDOWN -> MarkdownFormat.of(shown);
        });
    out.flush();
    if (html != null) {
      Path file = html;
      List<Report> page = new ArrayList<>(reports.apply(true));
      profiles(file, options.results(), runs).ifPresent(page::add);
      page.addAll(HistoryReport.of(history(command, options.results(), runs)));
      HtmlFormat.write(file, HtmlFormat.of("Benchmark run " + runs.get(0).slot().runId(), page));
    }
  }

  /** Those beside the results, where {@code weir-bench calibrate} stores them. */
  private static Calibrations calibrations(Path results) {
    Path directory = results.toAbsolutePath().resolveSibling("calibration");
    return (environment, subject) -> Calibration.find(directory, environment, subject);
  }

  /** The series of the modes in {@code runs} that have more than one point. */
  private static List<Series> history(CommandLine command, Path results, List<RecordedRun> runs) {
    Set<Subject> subjects = runs.stream().map(RecordedRun::subject).collect(Collectors.toSet());
    Set<String> environments =
        runs.stream().map(run -> run.environment().key()).collect(Collectors.toSet());
    Measurements measurements = new Measurements();
    ResultsOptions.read(command, results, RunFilter.all().withPhase(Phase.WARM), measurements::add);
    return Series.of(measurements.list(), HISTORY_POINTS).stream()
        .filter(series -> subjects.contains(series.subject()))
        .filter(series -> environments.contains(series.environment().key()))
        .filter(series -> series.points().size() > 1)
        .toList();
  }

  /** Links to what --profile wrote for the run, relative to the page; empty where it is nothing. */
  private static Optional<Report> profiles(Path page, Path results, List<RecordedRun> runs) {
    Path absolute = page.toAbsolutePath().normalize();
    Path directory =
        results
            .toAbsolutePath()
            .normalize()
            .resolveSibling("profiles")
            .resolve(runs.get(0).slot().runId());
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return ProfileLinks.of(
          absolute, directory, files.filter(Files::isRegularFile).sorted().toList());
    } catch (IOException e) {
      throw new ResultsFileException(
          "The profiles in %s cannot be read: %s.".formatted(directory, e), e);
    }
  }
}
