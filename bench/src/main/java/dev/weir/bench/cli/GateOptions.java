package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.history.Gate;
import dev.weir.bench.history.GateCheck;
import dev.weir.bench.result.RecordedRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether the exit code says that a mode regressed. */
final class GateOptions {
  private enum Strictness {
    REGRESSION,
    STRICT
  }

  @Option(
      names = "--gate",
      arity = "0..1",
      fallbackValue = "regression",
      paramLabel = "strict",
      description = {
        "Exit with 1 if the warm time of a mode regressed; no other metric counts.",
        "--gate=strict also exits with 3 if a mode is inconclusive."
      })
  private Optional<Strictness> gate = Optional.empty();

  @Option(
      names = "--pairs",
      description = "Number of pairs that the comparison planned (default: 20).")
  private int plannedPairs = Looks.DEFAULT_PAIRS;

  boolean isGiven() {
    return gate.isPresent();
  }

  /** Turns the gate on where --gate is absent. */
  void require(boolean strict) {
    gate = Optional.of(strict ? Strictness.STRICT : Strictness.REGRESSION);
  }

  /** The exit code of a comparison in pairs; prints a line for each mode. */
  int ofPairs(CommandLine command, PrintWriter to, List<RecordedRun> runs, Limits limits) {
    if (gate.isEmpty()) {
      return BenchExitCode.OK;
    }
    return exitCode(to, Gate.ofPairs(runs, limits, plannedPairs(command)));
  }

  int plannedPairs(CommandLine command) {
    if (plannedPairs < 1) {
      throw new ParameterException(command, "--pairs must be 1 or more");
    }
    return plannedPairs;
  }

  /** The exit code of these checks; prints a line for each. */
  int exitCode(PrintWriter to, List<GateCheck> checks) {
    if (gate.isEmpty()) {
      return BenchExitCode.OK;
    }
    checks.forEach(check -> to.println(check.line()));
    GateCheck.Result worst = GateCheck.worst(checks);
    int code =
        switch (worst) {
          case FAILED -> BenchExitCode.REGRESSION;
          case INCONCLUSIVE ->
              gate.get() == Strictness.STRICT ? BenchExitCode.INCONCLUSIVE : BenchExitCode.OK;
          case PASSED -> BenchExitCode.OK;
        };
    to.println("gate: " + sentence(worst, code));
    return code;
  }

  private static String sentence(GateCheck.Result worst, int code) {
    return switch (worst) {
      case FAILED -> "failed, a mode regressed";
      case PASSED -> "passed";
      case INCONCLUSIVE ->
          code == BenchExitCode.OK
              ? "passed, as no mode is known to have regressed; --gate=strict would not pass this"
              : "not passed, as a mode is inconclusive";
    };
  }
}
