package dev.weir.rules.sequence;

/** Receives completed matches. */
@FunctionalInterface
public interface MatchSink {
  /**
   * Receives a match, which is valid during this call. The matcher must not be called meanwhile.
   */
  void matched(SequenceMatch match);
}
