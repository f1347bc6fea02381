package dev.weir.bench.cli;

import dev.weir.bench.history.GateCheck;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the exit code says that a time regressed. */
public final class GateSwitch {
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
        "Exit with 1 if the time of a mode or benchmark regressed; no other metric counts.",
        "--gate=strict also exits with 3 if one is inconclusive."
      })
  private Optional<Strictness> gate = Optional.empty();

  public boolean isGiven() {
    return gate.isPresent();
  }

  /** Turns the gate on where --gate is absent. */
  void require(boolean strict) {
    gate = Optional.of(strict ? Strictness.STRICT : Strictness.REGRESSION);
  }

  /** The exit code of these checks; prints a line for each. */
  public int exitCode(PrintWriter to, List<GateCheck> checks) {
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
      case FAILED -> "failed, a time regressed";
      case PASSED -> "passed";
      case INCONCLUSIVE ->
          code == BenchExitCode.OK
              ? "passed, as no time is known to have regressed; --gate=strict would not pass this"
              : "not passed, as a time is inconclusive";
    };
  }
}
