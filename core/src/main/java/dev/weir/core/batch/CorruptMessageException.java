package dev.weir.core.batch;

/** Thrown if the lengths, offsets, counts or checksum of a message or frame are invalid. */
public final class CorruptMessageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CorruptMessageException(String message) {
    super(message);
  }

  public CorruptMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
