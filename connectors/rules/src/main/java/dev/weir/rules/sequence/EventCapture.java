package dev.weir.rules.sequence;

import dev.weir.rules.event.EventReader;

/** Copies what is kept of an event that a partial match holds. */
@FunctionalInterface
public interface EventCapture {
  /** Writes the content of an event; called at most once for each event. */
  void capture(EventReader event, CaptureBuffer to);
}
