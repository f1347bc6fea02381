package dev.weir.micro.columnar;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.Float8Vector;

/** Selects rows by a column of numbers. */
final class ColumnFilter {
  private ColumnFilter() {}

  /**
   * Finds the rows whose value is greater than a bound, which NULL is not.
   *
   * @param selected receives their numbers, in ascending order; as long as the column
   * @return how many there are
   */
  static int select(Float8Vector column, double bound, int[] selected) {
    return column.getNullCount() == 0
        ? select(column.getDataBuffer(), column.getValueCount(), bound, selected)
        : selectNullable(column, bound, selected);
  }

  /** Writes each number and keeps it by counting it, since a branch would be mispredicted. */
  private static int select(ArrowBuf values, int rows, double bound, int[] selected) {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      selected[count] = row;
      count += values.getDouble((long) row * Double.BYTES) > bound ? 1 : 0;
    }
    return count;
  }

  private static int selectNullable(Float8Vector column, double bound, int[] selected) {
    ArrowBuf values = column.getDataBuffer();
    ArrowBuf validity = column.getValidityBuffer();
    int rows = column.getValueCount();
    int count = 0;
    for (int row = 0; row < rows; row++) {
      int valid = (validity.getByte(row / Byte.SIZE) >> (row % Byte.SIZE)) & 1;
      selected[count] = row;
      count += values.getDouble((long) row * Double.BYTES) > bound ? valid : 0;
    }
    return count;
  }
}
