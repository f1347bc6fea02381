package dev.weir.rules.sequence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A sequence that can be loaded. A violation of a bound throws {@link SequenceException}.
 *
 * @param rule the rule's id
 * @param fingerprint identifies the text of the rule: saved partial matches are restored only into
 *     a plan with the fingerprint of the plan that made them
 * @param steps at least two, runs included, not all of which are missing-event steps
 * @param maxspan between the first and the last event, inclusive; required by missing-event steps
 * @param until drops the partial matches of its key
 */
public record SequencePlan(
    String rule,
    String fingerprint,
    List<SequenceStep> steps,
    Optional<Duration> maxspan,
    Optional<EventCondition> until) {
  /** Bounds the partial matches of a key, runs included. */
  public static final int STEPS_MAX = 128;

  private static final int STEPS_MIN = 2;
  private static final Duration MAXSPAN_MAX = Duration.ofNanos(Long.MAX_VALUE);

  public SequencePlan {
    steps = List.copyOf(steps);
    long count = steps.stream().mapToLong(SequenceStep::runs).sum();
    if (count < STEPS_MIN || count > STEPS_MAX) {
      throw refused(
          rule,
          "has %d steps, runs included; allowed are %d to %d"
              .formatted(count, STEPS_MIN, STEPS_MAX));
    }
    if (steps.stream().allMatch(SequenceStep::isMissing)) {
      throw refused(rule, "has only missing-event steps; it needs a step that an event fills");
    }
    if (maxspan.isEmpty() && steps.stream().anyMatch(SequenceStep::isMissing)) {
      throw refused(rule, "has a missing-event step, which requires with maxspan=...");
    }
    if (maxspan.isPresent()) {
      checkSpan(rule, maxspan.get());
    }
    checkKeys(rule, steps, until);
  }

  private static void checkSpan(String rule, Duration span) {
    if (span.isNegative() || span.isZero() || span.compareTo(MAXSPAN_MAX) > 0) {
      throw refused(
          rule, "has maxspan=%s; it must be positive and at most %s".formatted(span, MAXSPAN_MAX));
    }
  }

  private static void checkKeys(
      String rule, List<SequenceStep> steps, Optional<EventCondition> until) {
    int parts = steps.get(0).condition().key().size();
    for (int i = 1; i < steps.size(); i++) {
      checkKey(rule, "step " + (i + 1), steps.get(i).condition(), parts);
    }
    until.ifPresent(condition -> checkKey(rule, "until", condition, parts));
  }

  private static void checkKey(String rule, String what, EventCondition condition, int parts) {
    int found = condition.key().size();
    if (found != parts) {
      throw refused(
          rule,
          "joins %s by %d values and its first step by %d; the numbers must be equal"
              .formatted(what, found, parts));
    }
  }

  private static SequenceException refused(String rule, String reason) {
    return new SequenceException("The sequence " + rule + " " + reason);
  }
}
