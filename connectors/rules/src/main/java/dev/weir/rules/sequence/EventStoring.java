package dev.weir.rules.sequence;

import dev.weir.rules.event.EventReader;

/** Stores the event at hand once a partial match needs it, and once for all that hold it. */
final class EventStoring {
  private static final int NONE = -1;
  private static final byte[] NOTHING = {};

  private final EventStore store;
  private final EventCapture capture;
  private final CaptureBuffer content = new CaptureBuffer();

  /** The event in the store, with its content. */
  private int captured = NONE;

  /** The event in the store, without content. */
  private int empty = NONE;

  EventStoring(EventStore store, EventCapture capture) {
    this.store = store;
    this.capture = capture;
  }

  /** Returns the place of the event at hand in the store. */
  int stored(SequenceState sequence, EventReader event) {
    if (!sequence.isCaptured) {
      if (empty == NONE) {
        empty = store.add(NOTHING, 0);
      }
      return empty;
    }
    if (captured == NONE) {
      content.clear();
      capture.capture(event, content);
      captured = store.add(content.bytes(), content.length());
    }
    return captured;
  }

  /** The next event is another one; the store keeps what partial matches hold. */
  void forget() {
    captured = released(captured);
    empty = released(empty);
  }

  private int released(int event) {
    if (event != NONE) {
      store.release(event);
    }
    return NONE;
  }
}
