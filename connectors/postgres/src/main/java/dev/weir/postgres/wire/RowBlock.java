package dev.weir.postgres.wire;

/**
 * A few rows in one array, and in each the position of the next field. Columns are decoded from it
 * one after another: what to do is decided once a column and block, the loop is over values.
 *
 * <p>{@value #ROWS_MAX} rows of 120 bytes are 60 KiB, which fits the L2 cache. The number is a
 * multiple of 64, so that each block except the last of a batch fills whole words of validity bits.
 */
final class RowBlock {
  static final int ROWS_MAX = 512;

  /** Limits the buffer; a single row may be wider. */
  static final int BYTES_MAX = 16 << 20;

  byte[] data = new byte[0];
  final int[] positions = new int[ROWS_MAX];
  final int[] ends = new int[ROWS_MAX];
  int count;

  /** The rows' lengths added up: no column's values can be longer. */
  long rowBytes;

  private final int[] starts = new int[ROWS_MAX];
  private long firstRow;
  private long firstByte;

  /**
   * Removes all rows.
   *
   * @param row the number of the next row in its stream, from 1
   * @param streamByte the offset of that row in its stream
   */
  void clear(long row, long streamByte) {
    count = 0;
    rowBytes = 0;
    firstRow = row;
    firstByte = streamByte;
  }

  /**
   * Adds a row.
   *
   * @param start where its first field begins
   * @param end where its last field ends
   */
  void add(int start, int end) {
    starts[count] = start;
    positions[count] = start;
    ends[count] = end;
    count++;
    rowBytes += end - start;
  }

  /** Follows the rows' bytes, which were moved to the front of the array. */
  void move(int distance) {
    for (int r = 0; r < count; r++) {
      starts[r] -= distance;
      positions[r] -= distance;
      ends[r] -= distance;
    }
  }

  /** Returns the row's number in the stream, and the offset there of the row's next field. */
  MalformedCopyException malformed(MalformedCopyException.InRow error) {
    long offset = firstByte;
    for (int r = 0; r < error.row(); r++) {
      offset += CopyBinary.FIELD_COUNT_BYTES + ends[r] - starts[r];
    }
    offset += CopyBinary.FIELD_COUNT_BYTES + positions[error.row()] - starts[error.row()];
    return new MalformedCopyException(error.getMessage(), firstRow + error.row(), offset);
  }

  /** Checks that each row ends after its last field. */
  void checkConsumed() {
    for (int r = 0; r < count; r++) {
      if (positions[r] != ends[r]) {
        throw malformed(
            new MalformedCopyException.InRow(
                r,
                "A row of "
                    + (CopyBinary.FIELD_COUNT_BYTES + ends[r] - starts[r])
                    + " bytes, "
                    + (ends[r] - positions[r])
                    + " of them after its last field"));
      }
    }
  }
}
