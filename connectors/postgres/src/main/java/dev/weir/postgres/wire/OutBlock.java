package dev.weir.postgres.wire;

import java.util.Arrays;

/**
 * A few rows on their way out: first the rows' sizes are added up column by column, then each row
 * has its place in one array and the columns are written into it one after another.
 */
public final class OutBlock {
  static final int ROWS_MAX = 512;

  byte[] bytes = new byte[0];
  int length;
  int count;

  /** While sizes are added up, the row's size; then, where the row's next field goes. */
  final int[] positions = new int[ROWS_MAX];

  private final int[] starts = new int[ROWS_MAX + 1];

  void begin(int rows, int fixedRowBytes) {
    count = rows;
    Arrays.fill(positions, 0, rows, fixedRowBytes);
  }

  /** Turns sizes into places and begins each row with its field count. */
  void place(int columns) {
    int at = 0;
    for (int r = 0; r < count; r++) {
      starts[r] = at;
      at = Math.addExact(at, positions[r]);
      positions[r] = starts[r] + CopyBinary.FIELD_COUNT_BYTES;
    }
    starts[count] = at;
    length = at;
    if (bytes.length < at) {
      bytes = new byte[Math.max(at, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))];
    }
    for (int r = 0; r < count; r++) {
      CopyBinary.INT16.set(bytes, starts[r], (short) columns);
    }
  }

  /** Each row must end where the next one begins. */
  void checkFilled() {
    for (int r = 0; r < count; r++) {
      if (positions[r] != starts[r + 1]) {
        throw new IllegalStateException(
            "Row " + r + " of a block ends at " + positions[r] + ", not " + starts[r + 1]);
      }
    }
  }

  /** The rows; valid up to {@link #length}, until the next block. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public int count() {
    return count;
  }

  /** Where a row begins in {@link #bytes}, with its field count. */
  public int start(int row) {
    return starts[row];
  }
}
