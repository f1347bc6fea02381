package dev.weir.rules.wasm;

/**
 * A function of the host that cannot answer; the message goes on from the name of the predicate.
 */
final class EventAccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EventAccessException(String message) {
    super(message);
  }
}
