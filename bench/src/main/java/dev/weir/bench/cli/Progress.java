package dev.weir.bench.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How far a run of the harness has come; the scripts do no sums, so this does. */
final class Progress {
  @Option(names = "--step", description = "Which process this was, from 1.")
  private int step;

  @Option(names = "--steps", description = "How many there are.")
  private int steps;

  @Option(names = "--started", description = "When the first began, in seconds of the epoch.")
  private long startedEpochSecs;

  /**
   * @param warmSecs the mean time of a measured run
   */
  String line(double warmSecs, Instant now) {
    String time = String.format(Locale.ROOT, "%.1f ms a warm run", warmSecs * 1_000);
    if (step < 1 || steps <= step || startedEpochSecs <= 0) {
      return time;
    }
    Duration spent = Duration.between(Instant.ofEpochSecond(startedEpochSecs), now);
    Duration left = spent.multipliedBy(steps - step).dividedBy(step);
    return time + ", about " + rounded(left) + " left";
  }

  private static String rounded(Duration left) {
    long seconds = Math.max(1, left.toSeconds());
    return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
