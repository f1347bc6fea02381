package dev.weir.postgres.wire;

/**
 * A few rows as they came, and in each the position of the next field. Columns are decoded from it
 * one after another: what to do is decided once a column and block, the loop is over values.
 *
 * <p>{@value #ROWS_MAX} rows of 120 bytes are 60 KiB and stay in the second-level cache from the
 * first column to the last. A multiple of 64, so that each block but a batch's last fills whole
 * words of validity bits.
 */
final class RowBlock {
  static final int ROWS_MAX = 512;

  final byte[][] rows = new byte[ROWS_MAX][];
  final int[] positions = new int[ROWS_MAX];
  int count;

  /** The rows' lengths added up: no column's values can be longer. */
  long bytes;

  void clear() {
    count = 0;
    bytes = 0;
  }

  void add(byte[] row, int position) {
    rows[count] = row;
    positions[count] = position;
    count++;
    bytes += row.length - position;
  }

  /** Each row must end where its last field ends. */
  void checkConsumed() {
    for (int r = 0; r < count; r++) {
      if (positions[r] != rows[r].length) {
        throw new MalformedCopyException(
            "A row of " + rows[r].length + " bytes whose fields end at " + positions[r]);
      }
    }
  }
}
