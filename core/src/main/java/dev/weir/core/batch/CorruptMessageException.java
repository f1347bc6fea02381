package dev.weir.core.batch;

/** A message or frame whose lengths, offsets, counts or checksum are invalid. */
public final class CorruptMessageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CorruptMessageException(String message) {
    super(message);
  }

  public CorruptMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
