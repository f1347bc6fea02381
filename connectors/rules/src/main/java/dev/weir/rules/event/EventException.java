package dev.weir.rules.event;

/** An event that cannot be built; the message is one sentence. */
public final class EventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EventException(String message) {
    super(message);
  }
}
