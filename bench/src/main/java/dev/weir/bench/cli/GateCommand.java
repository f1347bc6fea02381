package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.history.Gate;
import dev.weir.bench.history.SessionComparison;
import dev.weir.bench.result.RecordedRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges a recorded benchmark run by its exit code. */
@Command(
    name = "gate",
    description = {
      "Exit with 1 if a mode of a recorded run regressed, with 3 if one is inconclusive and --strict is given.",
      "A run of compare.sh is judged by its pairs, a run of bench.sh against a --baseline."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GateCommand implements Callable<Integer> {
  @Mixin private ResultsOptions options;
  @Mixin private LimitOptions limitOptions;
  @Mixin private BaselineOptions baselines;
  @Mixin private GateOptions gate;
  @Spec private CommandSpec spec;

  @Option(names = "--strict", description = "As --gate=strict.")
  private boolean strict;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    Limits limits = limitOptions.limits(command);
    List<RecordedRun> runs = options.runs(command);
    if (strict || !gate.isGiven()) {
      gate.require(strict);
    }
    return exitCode(command, options, baselines, gate, runs, limits);
  }

  /** Compares with the baseline, if one is given, and gates, if that is asked for. */
  static int exitCode(
      CommandLine command,
      ResultsOptions options,
      BaselineOptions baselines,
      GateOptions gate,
      List<RecordedRun> runs,
      Limits limits) {
    boolean comparison = runs.stream().anyMatch(run -> run.build().arm().isPresent());
    if (comparison && !baselines.isGiven()) {
      return gate.ofPairs(command, command.getErr(), runs, limits);
    }
    if (gate.isGiven() && !baselines.isGiven()) {
      throw new ParameterException(
          command,
          "a gate on a run of bench.sh needs --baseline NAME; run %s alone has nothing to be compared with"
              .formatted(runs.get(0).slot().runId()));
    }
    Optional<SessionComparison> compared =
        baselines.compare(command, options.results(), runs, limits);
    return compared
        .map(it -> gate.exitCode(command.getErr(), Gate.ofChanges(it)))
        .orElse(BenchExitCode.OK);
  }
}
