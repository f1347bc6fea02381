package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.history.Baselines;
import dev.weir.bench.history.Measurement;
import dev.weir.bench.history.Measurements;
import dev.weir.bench.history.SessionComparison;
import dev.weir.bench.history.SessionText;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Compares a run of bench.sh with a baseline. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      description = "Compare with this baseline, which --save-baseline made.")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--lenient",
      description = "Go on where the baseline, or a mode in it, is missing.")
  private boolean lenient;

  boolean isGiven() {
    return baseline.isPresent();
  }

  /**
   * Compares the run with the baseline and prints the comparison; empty without --baseline, and
   * with --lenient where there is no such baseline.
   *
   * @param results the file beside which the baselines are
   * @param runs of one benchmark run
   */
  Optional<SessionComparison> compare(
      CommandLine command, Path results, List<RecordedRun> runs, Limits limits) {
    if (baseline.isEmpty()) {
      return Optional.empty();
    }
    String name = checkedName(command, baseline.get());
    requireOneBuild(command, runs, "--baseline");
    Baselines baselines = Baselines.beside(results);
    Optional<ResultsFile> file = baselines.find(name);
    if (file.isEmpty()) {
      missing(command, noBaseline(name, baselines));
      return Optional.empty();
    }
    ResultsFile.Contents contents = file.get().read();
    contents
        .problems()
        .forEach(problem -> command.getErr().println(baselines.file(name) + ": " + problem));
    List<Measurement> base = Measurements.of(contents.runs());
    List<Measurement> now = Measurements.of(runs);
    List<Measurement> beside = Stream.concat(base.stream(), now.stream()).toList();
    SessionComparison comparison =
        SessionComparison.of(base, now, beside, "baseline " + name, limits);
    SessionText.of("compared with baseline " + name, comparison, limits)
        .forEach(command.getOut()::println);
    if (!comparison.missing().isEmpty()) {
      missing(
          command,
          "baseline %s lacks what was measured: %s; make it anew with --save-baseline %s, or skip this with --lenient"
              .formatted(name, String.join("; ", comparison.missing()), name));
    }
    return Optional.of(comparison);
  }

  private void missing(CommandLine command, String sentence) {
    if (!lenient) {
      throw new ParameterException(command, sentence);
    }
    command.getErr().println("weir-bench: " + sentence);
  }

  private static String noBaseline(String name, Baselines baselines) {
    List<String> names = baselines.names();
    return "there is no baseline %s (%s); --save-baseline %s makes it, --lenient goes on without it; there are: %s"
        .formatted(
            name, baselines.file(name), name, names.isEmpty() ? "none" : String.join(", ", names));
  }

  /** A name that can be a file's, or a usage error. */
  static String checkedName(CommandLine command, String name) {
    if (!Baselines.isName(name)) {
      throw new ParameterException(
          command,
          "a baseline's name has 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit, not '%s'"
              .formatted(name));
    }
    return name;
  }

  /** A run of compare.sh has two builds, which are never one baseline. */
  static void requireOneBuild(CommandLine command, List<RecordedRun> runs, String option) {
    if (runs.stream().anyMatch(run -> run.build().arm().isPresent())) {
      throw new ParameterException(
          command,
          "%s takes a run of bench.sh; run %s is a comparison of two builds"
              .formatted(option, runs.get(0).slot().runId()));
    }
  }
}
