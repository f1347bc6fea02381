package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.result.ComparisonSettings;
import dev.weir.bench.result.RecordedRun;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The limits of a verdict. */
public final class LimitOptions {
  private static final double PERCENT = 100;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description =
          "The least change of time that is called one (default: that of the comparison, else 2).")
  private Optional<Double> thresholdPercent = Optional.empty();

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description =
          "The greatest slowdown that may go unseen (default: that of the comparison, else 5).")
  private Optional<Double> marginPercent = Optional.empty();

  /** The limits that are given, else the default ones. */
  public Limits limits(CommandLine command) {
    return limits(command, List.of());
  }

  /** The limits that are given, else those that the comparison of these runs had. */
  Limits limits(CommandLine command, List<RecordedRun> runs) {
    Optional<ComparisonSettings> recorded = settings(runs);
    double threshold =
        thresholdPercent
            .map(percent -> percent / PERCENT)
            .or(() -> recorded.map(ComparisonSettings::threshold))
            .orElse(Limits.DEFAULT.threshold());
    double margin =
        marginPercent
            .map(percent -> percent / PERCENT)
            .or(() -> recorded.map(ComparisonSettings::margin))
            .orElse(Limits.DEFAULT.margin());
    try {
      return new Limits(threshold, margin);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command,
          "--threshold %s and --margin %s: percent from 0 to below 100, the margin above 0 and not below the threshold"
              .formatted(threshold * PERCENT, margin * PERCENT),
          e);
    }
  }

  /** What the comparison was asked for, the last time where it was resumed. */
  static Optional<ComparisonSettings> settings(List<RecordedRun> runs) {
    return runs.stream()
        .flatMap(run -> run.comparison().stream())
        .reduce((earlier, later) -> later);
  }
}
