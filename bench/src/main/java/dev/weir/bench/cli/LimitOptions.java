package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The limits of a verdict. */
final class LimitOptions {
  private static final double PERCENT = 100;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "The least change of time that is called one (default: 2).")
  private double thresholdPercent = Limits.DEFAULT.threshold() * PERCENT;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description = "The greatest slowdown that may go unseen (default: 5).")
  private double marginPercent = Limits.DEFAULT.margin() * PERCENT;

  Limits limits(CommandLine command) {
    try {
      return new Limits(thresholdPercent / PERCENT, marginPercent / PERCENT);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command,
          "--threshold %s and --margin %s: percent from 0 to below 100, the margin above 0 and not below the threshold"
              .formatted(thresholdPercent, marginPercent),
          e);
    }
  }
}
