package dev.weir.rules.sequence;

import java.util.List;

/**
 * A completed match.
 *
 * @param sequence the name under which the sequence was loaded
 * @param events in order, in the form of {@link dev.weir.rules.event.EventCodec}
 */
public record SequenceMatch(String sequence, List<byte[]> events) {
  public SequenceMatch {
    events = List.copyOf(events);
  }

  /** Receives completed matches. */
  @FunctionalInterface
  public interface Sink {
    void accept(SequenceMatch match);
  }
}
