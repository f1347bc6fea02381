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
          "The least change of time that is called one (default: that of the comparison, else 2; 5 for micro-benchmarks).")
  private Optional<Double> thresholdPercent = Optional.empty();

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description =
          "The greatest slowdown that may go unseen (default: that of the comparison, else 5).")
  private Optional<Double> marginPercent = Optional.empty();

  /** The limits that are given, else the default ones. */
  Limits limits(CommandLine command) {
    return limits(command, Limits.DEFAULT);
  }

  /** The limits that are given, else {@code defaults}. */
  public Limits limits(CommandLine command, Limits defaults) {
    return limits(command, defaults.threshold(), defaults.margin());
  }

  /** The limits that are given, else those that the comparison of these runs had. */
  Limits limits(CommandLine command, List<RecordedRun> runs) {
    Optional<ComparisonSettings> recorded = settings(runs);
    return limits(
        command,
        recorded.map(ComparisonSettings::threshold).orElse(Limits.DEFAULT.threshold()),
        recorded.map(ComparisonSettings::margin).orElse(Limits.DEFAULT.margin()));
  }

  private Limits limits(CommandLine command, double otherThreshold, double otherMargin) {
    double threshold = thresholdPercent.map(percent -> percent / PERCENT).orElse(otherThreshold);
    double margin = marginPercent.map(percent -> percent / PERCENT).orElse(otherMargin);
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
