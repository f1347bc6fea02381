package dev.weir.rules.sequence;

/**
 * A sequence that cannot be loaded, an event that exceeds a limit, or a state that cannot be
 * restored; the message is one sentence.
 */
public final class SequenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SequenceException(String message) {
    super(message);
  }

  SequenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
