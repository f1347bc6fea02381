package dev.weir.core.batch;

/** Bytes that are no well-formed message: a length, an offset or a count that cannot be. */
public final class CorruptMessageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CorruptMessageException(String message) {
    super(message);
  }
}
