package dev.weir.rules.rule;

import dev.weir.core.unit.Durations;
import dev.weir.rules.sequence.SequenceLimits;
import java.time.Duration;

/**
 * How rules are evaluated.
 *
 * @param lateness how much earlier than the latest event an event may be, and still take part in
 *     sequences in its place
 */
public record RuleSettings(Duration lateness, SequenceLimits limits) {
  public static final Duration LATENESS_MAX = Duration.ofDays(7);

  /** Events of sequences come in order. */
  public static final RuleSettings DEFAULT =
      new RuleSettings(Duration.ZERO, SequenceLimits.DEFAULT);

  public RuleSettings {
    if (lateness.isNegative() || lateness.compareTo(LATENESS_MAX) > 0) {
      throw new IllegalArgumentException(
          "The lateness is %s; allowed: 0s to 168h".formatted(Durations.format(lateness)));
    }
  }

  /** Returns these settings with another lateness. */
  public RuleSettings withLateness(Duration other) {
    return new RuleSettings(other, limits);
  }
}
