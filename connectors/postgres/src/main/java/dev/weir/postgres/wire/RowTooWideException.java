package dev.weir.postgres.wire;

/** Thrown if a row exceeds the maximum size of a frame. */
public final class RowTooWideException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RowTooWideException(long bytes, long bytesMax) {
    super("A row has " + bytes + " bytes; the maximum is " + bytesMax);
  }
}
