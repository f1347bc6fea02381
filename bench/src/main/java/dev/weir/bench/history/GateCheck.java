package dev.weir.bench.history;

import dev.weir.bench.decision.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the gate knows of one mode: the verdict on its primary metric, the warm time. No other
 * metric can fail the gate.
 *
 * @param name {@code connector/mode/rows}
 * @param verdict empty where there are too few samples for one
 */
public record GateCheck(String name, Optional<Verdict> verdict) {

  /** The result of a gate, the worst last. */
  public enum Result {
    PASSED,
    INCONCLUSIVE,
    FAILED
  }

  /** Whether the mode regressed, or whether that is unknown. */
  public Result result() {
    if (verdict.isEmpty()) {
      return Result.INCONCLUSIVE;
    }
    return switch (verdict.get()) {
      case REGRESSED -> Result.FAILED;
      case INCONCLUSIVE -> Result.INCONCLUSIVE;
      case IMPROVED, NO_SLOWDOWN -> Result.PASSED;
    };
  }

  /** The worst result; without any check it is inconclusive. */
  public static Result worst(List<GateCheck> checks) {
    return checks.stream()
        .map(GateCheck::result)
        .max(Result::compareTo)
        .orElse(Result.INCONCLUSIVE);
  }

  /** One line for the log of a build. */
  public String line() {
    return "gate: %s: %s"
        .formatted(name, verdict.map(Verdict::words).orElse("too few samples for a verdict"));
  }
}
