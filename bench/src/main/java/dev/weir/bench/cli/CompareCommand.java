package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.history.CommitChoice;
import dev.weir.bench.history.Gate;
import dev.weir.bench.history.Measurement;
import dev.weir.bench.history.Measurements;
import dev.weir.bench.history.SessionComparison;
import dev.weir.bench.history.SessionText;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the comparison of two builds that are in the results. */
@Command(
    name = "compare",
    description = {
      "Print the comparison of a run of compare.sh again, without measuring.",
      "With --sha, compare two commits that are in the results: by the latest run of compare.sh of both, "
          + "else by the latest benchmark run of each."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompareCommand implements Callable<Integer> {
  /** The least digits of a commit that git itself abbreviates to. */
  private static final int MIN_DIGITS = 4;

  @Mixin private ResultsOptions options;
  @Mixin private OutputOptions output;
  @Mixin private LimitOptions limitOptions;
  @Mixin private SubjectOptions subject;
  @Mixin private GateOptions gate;
  @Spec private CommandSpec spec;

  @Option(
      names = "--sha",
      arity = "2",
      paramLabel = "COMMIT",
      description = "Two commits, A and B; the first digits are enough.")
  private List<String> shas = List.of();

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    Limits limits = limitOptions.limits(command);
    if (options.hasRun() == !shas.isEmpty()) {
      throw new ParameterException(command, "either --run ID or --sha A B is needed");
    }
    return shas.isEmpty()
        ? pairs(command, options.runs(command), limits)
        : commits(command, limits);
  }

  private int pairs(CommandLine command, List<RecordedRun> runs, Limits limits) {
    List<RecordedRun> shown = runs.stream().filter(run -> subject.admits(run.subject())).toList();
    if (shown.isEmpty()) {
      throw new ParameterException(command, "the run has no results" + subject.describe());
    }
    output.report(command, options, shown, limits, gate.plannedPairs(command));
    return gate.ofPairs(command, command.getErr(), shown, limits);
  }

  private int commits(CommandLine command, Limits limits) {
    List<String> known = new ResultsFile(options.results()).shas();
    String first = resolve(command, shas.get(0), known);
    String second = resolve(command, shas.get(1), known);
    if (first.equals(second)) {
      throw new ParameterException(command, "--sha needs two commits, not " + first + " twice");
    }
    Measurements measurements = new Measurements();
    ResultsOptions.read(
        command,
        options.results(),
        subject.filter().withShas(Set.of(first, second)).withPhase(Phase.WARM),
        measurements::add);
    CommitChoice choice = new CommitChoice(first, second, measurements.list());
    Optional<String> paired = choice.pairedRun();
    if (paired.isPresent()) {
      command.getOut().println("Run %s measured both in pairs:".formatted(paired.get()));
      return pairs(command, options.runs(command, paired.get()), limits);
    }
    return sessions(command, choice, limits);
  }

  private int sessions(CommandLine command, CommitChoice choice, Limits limits) {
    SessionComparison comparison =
        SessionComparison.of(
            admitted(choice.ofFirst()),
            admitted(choice.ofSecond()),
            choice.measurements(),
            "the other commit",
            limits);
    PrintWriter out = command.getOut();
    SessionText.of(
            "%.10s compared with %.10s, which were not measured in pairs"
                .formatted(choice.second(), choice.first()),
            comparison,
            limits)
        .forEach(out::println);
    if (comparison.changes().isEmpty()) {
      throw new ParameterException(
          command,
          "the commits have no mode%s in common that was measured without uncommitted changes in one environment"
              .formatted(subject.describe()));
    }
    return gate.exitCode(command.getErr(), Gate.ofChanges(comparison));
  }

  /** The modes that are to be compared, and limits. */
  private List<Measurement> admitted(List<Measurement> measurements) {
    return measurements.stream()
        .filter(it -> it.subject().limit() || subject.admits(it.subject()))
        .toList();
  }

  private static String resolve(CommandLine command, String prefix, List<String> known) {
    List<String> matches = known.stream().filter(sha -> sha.startsWith(prefix)).toList();
    if (prefix.length() < MIN_DIGITS || matches.size() != 1) {
      throw new ParameterException(
          command,
          "--sha %s names %s commits of the results; it takes the first digits of one, at least %d"
              .formatted(
                  prefix, matches.isEmpty() ? "no" : String.valueOf(matches.size()), MIN_DIGITS));
    }
    return matches.get(0);
  }
}
