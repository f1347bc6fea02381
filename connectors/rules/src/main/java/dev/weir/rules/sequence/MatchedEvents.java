package dev.weir.rules.sequence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a match, the last first. Matches share what they have in common. */
final class MatchedEvents {
  /** In the form of {@link dev.weir.rules.event.EventCodec}. */
  private final byte[] event;

  private final @Nullable MatchedEvents previous;

  MatchedEvents(byte[] event, @Nullable MatchedEvents previous) {
    this.event = event;
    this.previous = previous;
  }

  /** Returns the events in order. */
  List<byte[]> inOrder() {
    Deque<byte[]> events = new ArrayDeque<>();
    for (MatchedEvents node = this; node != null; node = node.previous) {
      events.push(node.event);
    }
    return List.copyOf(events);
  }
}
