package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.history.Gate;
import dev.weir.bench.history.GateCheck;
import dev.weir.bench.result.ComparisonSettings;
import dev.weir.bench.result.RecordedRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The gate, and the pairs that it expects. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GateOptions {
  @Mixin private GateSwitch gate;

  @Option(
      names = "--pairs",
      description =
          "Number of pairs that the comparison planned (default: what it recorded, else 20).")
  private Optional<Integer> plannedPairs = Optional.empty();

  boolean isGiven() {
    return gate.isGiven();
  }

  /** Turns the gate on where --gate is absent. */
  void require(boolean strict) {
    gate.require(strict);
  }

  /** The exit code of a comparison in pairs; prints a line for each mode. */
  int ofPairs(CommandLine command, PrintWriter to, List<RecordedRun> runs, Limits limits) {
    if (!gate.isGiven()) {
      return BenchExitCode.OK;
    }
    return exitCode(to, Gate.ofPairs(runs, limits, plannedPairs(command, runs)));
  }

  int plannedPairs(CommandLine command, List<RecordedRun> runs) {
    int pairs =
        plannedPairs
            .or(() -> LimitOptions.settings(runs).map(ComparisonSettings::pairs))
            .orElse(Looks.DEFAULT_PAIRS);
    if (pairs < 1) {
      throw new ParameterException(command, "--pairs must be 1 or more");
    }
    return pairs;
  }

  /** The exit code of these checks; prints a line for each. */
  int exitCode(PrintWriter to, List<GateCheck> checks) {
    return gate.exitCode(to, checks);
  }
}
