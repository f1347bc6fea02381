package dev.weir.rules.engine;

/** A saved state that cannot be restored; the message is one sentence. */
public final class RuleStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RuleStateException(String message) {
    super(message);
  }

  RuleStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
