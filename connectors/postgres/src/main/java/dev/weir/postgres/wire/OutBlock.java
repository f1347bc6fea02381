package dev.weir.postgres.wire;

import java.util.Arrays;

/**
 * Rows to be sent. First the sizes of the rows are computed column by column; then each row has its
 * position in one array, and the columns are written one after another.
 */
public final class OutBlock {
  static final int ROWS_MAX = 512;

  byte[] bytes = new byte[0];
  int length;
  int count;

  /** The size of each row, and later the position of its next field. */
  final int[] positions = new int[ROWS_MAX];

  private final int[] starts = new int[ROWS_MAX + 1];

  void begin(int rows, int fixedRowBytes) {
    count = rows;
    Arrays.fill(positions, 0, rows, fixedRowBytes);
  }

  /** Converts sizes to positions and writes the field count of each row. */
  void place(int columns) {
    placeFields();
    for (int r = 0; r < count; r++) {
      CopyBinary.INT16.set(bytes, starts[r], (short) columns);
      positions[r] += CopyBinary.FIELD_COUNT_BYTES;
    }
  }

  /** Converts sizes to positions of rows without a field count. */
  void placeFields() {
    int at = 0;
    for (int r = 0; r < count; r++) {
      starts[r] = at;
      at = Math.addExact(at, positions[r]);
      positions[r] = starts[r];
    }
    starts[count] = at;
    length = at;
    if (bytes.length < at) {
      bytes = new byte[Math.max(at, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))];
    }
  }

  /** Checks that each row ends at the start of the next one. */
  void checkFilled() {
    for (int r = 0; r < count; r++) {
      if (positions[r] != starts[r + 1]) {
        throw new IllegalStateException(
            "Row " + r + " of a block ends at " + positions[r] + ", not " + starts[r + 1]);
      }
    }
  }

  /** Returns the rows; valid up to {@link #length}, until the next block. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public int count() {
    return count;
  }

  /** Returns the offset of a row, including its field count, in {@link #bytes}. */
  public int start(int row) {
    return starts[row];
  }
}
