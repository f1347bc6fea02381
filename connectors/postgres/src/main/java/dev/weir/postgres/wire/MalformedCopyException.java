package dev.weir.postgres.wire;

/** Thrown if data is not a binary COPY stream of the expected columns. */
public final class MalformedCopyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedCopyException(String message) {
    super(message);
  }
}
