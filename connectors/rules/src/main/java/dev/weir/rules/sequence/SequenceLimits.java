package dev.weir.rules.sequence;

import java.time.Duration;

/**
 * Bounds of a matcher.
 *
 * @param sequencesMax loaded at one time
 * @param partialsMax partial matches of all sequences; past it the keys that were not used for the
 *     longest time lose theirs
 * @param keyPartialsMax partial matches of one key of one sequence; past it the oldest is dropped,
 *     so that a sequence with more steps may never be complete
 * @param evaluationsMax predicate evaluations of one sequence in one window, after which it misses
 *     the events of the rest of that window
 * @param window in time of events, so that a replay evaluates the same; a new one begins at each
 *     multiple of it
 */
public record SequenceLimits(
    int sequencesMax, int partialsMax, int keyPartialsMax, long evaluationsMax, Duration window) {
  /** Numbers of partial matches, keys and events are of type int, with twice as many positions. */
  private static final int PARTIALS_MAX = 1 << 28;

  private static final int SEQUENCES_MAX = 100_000;
  private static final Duration WINDOW_MAX = Duration.ofDays(365);

  /** Without a limit of evaluations; a key has at most one partial match a step. */
  public static final SequenceLimits DEFAULT =
      new SequenceLimits(
          1_000, 1_000_000, SequencePlan.STEPS_MAX, Long.MAX_VALUE, Duration.ofSeconds(1));

  public SequenceLimits {
    check("sequences", sequencesMax, SEQUENCES_MAX);
    check("partial matches", partialsMax, PARTIALS_MAX);
    check("partial matches of a key", keyPartialsMax, PARTIALS_MAX);
    check("evaluations", evaluationsMax, Long.MAX_VALUE);
    if (window.isNegative() || window.isZero() || window.compareTo(WINDOW_MAX) > 0) {
      throw new IllegalArgumentException(
          "The window must be positive and at most %s, not %s".formatted(WINDOW_MAX, window));
    }
  }

  long windowNanos() {
    return window.toNanos();
  }

  private static void check(String what, long limit, long max) {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException(
          "The limit of %s must be from 1 to %d, not %d".formatted(what, max, limit));
    }
  }
}
