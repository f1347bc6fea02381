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
}
