package dev.weir.postgres.wire;

/**
 * Received rows, and the position of the next field of each. Columns are decoded one after another,
 * so that branches are taken once per column and block, not once per value.
 *
 * <p>{@value #ROWS_MAX} rows of 120 bytes are 60 KiB, which fits the L2 cache. The number is a
 * multiple of 64, so that each block except the last of a batch fills whole words of validity bits.
 */
final class RowBlock {
  static final int ROWS_MAX = 512;

  final byte[][] rows = new byte[ROWS_MAX][];
  final int[] positions = new int[ROWS_MAX];
  int count;

  /** The total length of the rows, an upper bound for the values of any column. */
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

  /** Checks that each row ends after its last field. */
  void checkConsumed() {
    for (int r = 0; r < count; r++) {
      if (positions[r] != rows[r].length) {
        throw new MalformedCopyException(
            "A row of " + rows[r].length + " bytes whose fields end at " + positions[r]);
      }
    }
  }
}
