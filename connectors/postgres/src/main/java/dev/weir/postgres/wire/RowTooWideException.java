package dev.weir.postgres.wire;

/** A single row that exceeds what one frame may hold. */
public final class RowTooWideException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RowTooWideException(long bytes, long bytesMax) {
    super("A row of " + bytes + " bytes; a row may have " + bytesMax);
  }
}
