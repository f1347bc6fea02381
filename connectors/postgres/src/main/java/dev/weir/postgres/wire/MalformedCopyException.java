package dev.weir.postgres.wire;

/** Thrown if data is not a binary COPY stream of the expected columns. */
public final class MalformedCopyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedCopyException(String message) {
    super(message);
  }

  /**
   * An error at a place in the stream.
   *
   * @param row the row's number, from 1
   * @param streamByte the offset in the stream
   */
  MalformedCopyException(String message, long row, long streamByte) {
    super(message + " (row " + row + ", byte " + streamByte + " of the COPY stream)");
  }

  /** A malformed field of a block's row; {@link RowBlock#malformed} adds the place. */
  static final class InRow extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int row;
    private final String text;

    InRow(int row, String message) {
      super(message);
      this.row = row;
      this.text = message;
    }

    int row() {
      return row;
    }

    @Override
    public String getMessage() {
      return text;
    }
  }
}
