package dev.weir.rules.sequence;

/**
 * Bounds of the memory of sequences.
 *
 * @param sequences the maximum number of sequences that are loaded
 * @param partialMatches the maximum number of partial matches; beyond it, those of the least
 *     recently used key are dropped
 * @param partialMatchesOfKey the maximum number of a sequence's partial matches with one key;
 *     beyond it, the oldest is dropped
 */
public record SequenceLimits(int sequences, int partialMatches, int partialMatchesOfKey) {
  public static final SequenceLimits DEFAULT = new SequenceLimits(1_000, 1_000_000, 100);

  public SequenceLimits {
    if (sequences < 1 || partialMatches < 1 || partialMatchesOfKey < 1) {
      throw new IllegalArgumentException("Limits are at least 1");
    }
  }
}
