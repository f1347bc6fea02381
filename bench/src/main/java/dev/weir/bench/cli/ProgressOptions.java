package dev.weir.bench.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How far a benchmark has come; the scripts leave all arithmetic to Java. */
final class ProgressOptions {
  @Option(names = "--step", description = "Number of this process, from 1.")
  private int step;

  @Option(names = "--steps", description = "Number of processes.")
  private int steps;

  @Option(
      names = "--started",
      description = "Start of the first process, in seconds since the epoch.")
  private long startedEpochSecs;

  /**
   * The time of a warm run, and the estimated remaining time, if the options say how many processes
   * follow.
   *
   * @param warmSecs mean time of the warm runs
   */
  String describe(double warmSecs, Instant now) {
    String time = String.format(Locale.ROOT, "%.1f ms a warm run", warmSecs * 1_000);
    if (step < 1 || steps <= step || startedEpochSecs <= 0) {
      return time;
    }
    Duration elapsed = Duration.between(Instant.ofEpochSecond(startedEpochSecs), now);
    Duration remaining = elapsed.multipliedBy(steps - step).dividedBy(step);
    return time + ", about " + rounded(remaining) + " left";
  }

  private static String rounded(Duration remaining) {
    long seconds = Math.max(1, remaining.toSeconds());
    return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
