package dev.weir.rules.sequence;

/**
 * A step of a sequence.
 *
 * @param runs how many consecutive steps it stands for
 * @param isMissing whether no event may match it ({@code ![...]})
 */
public record SequenceStep(EventCondition condition, int runs, boolean isMissing) {
  public SequenceStep {
    if (runs < 1) {
      throw new SequenceException("A step needs at least 1 run, not " + runs);
    }
    if (isMissing && runs > 1) {
      throw new SequenceException("A missing-event step cannot have runs");
    }
  }

  /** Returns a step that one event fills. */
  public static SequenceStep of(EventCondition condition) {
    return new SequenceStep(condition, 1, false);
  }

  /** Returns a step that several events fill. */
  public static SequenceStep runs(EventCondition condition, int runs) {
    return new SequenceStep(condition, runs, false);
  }

  /** Returns a missing-event step. */
  public static SequenceStep missing(EventCondition condition) {
    return new SequenceStep(condition, 1, true);
  }
}
