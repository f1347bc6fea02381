package dev.weir.core.batch;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/**
 * Checks the buffers of one column, or of one child, against its number of values, so that values
 * can be read with Arrow's bounds checks disabled. The caller checks the number of child values.
 */
final class BufferChecks {
  private BufferChecks() {}

  /**
   * Checks the buffers and returns the number of values that each child must have; 0 without
   * children.
   *
   * @param vector a vector of the column's type, not yet loaded
   * @param buffers the buffers of the layout, each from 0 to its capacity
   * @throws CorruptMessageException if a length, an offset or the null count is wrong
   */
  static long check(
      ColumnLayout column, FieldVector vector, long values, long nulls, List<ArrowBuf> buffers) {
    if (column.layout() == Layout.NULL) {
      checkNulls(column, nulls, values);
    } else {
      checkValidity(column, buffers.get(0), values, nulls);
    }
    return switch (column.layout()) {
      case NULL, STRUCT -> values;
      case BOOLEAN -> {
        checkLength(column, buffers.get(1), Bitmaps.bytes(values));
        yield 0;
      }
      case FIXED_WIDTH -> {
        int width = ((BaseFixedWidthVector) vector).getTypeWidth();
        checkLength(column, buffers.get(1), values * width);
        yield 0;
      }
      case VARIABLE_WIDTH -> {
        checkLength(column, buffers.get(2), lastOffset32(column, buffers.get(1), values));
        yield 0;
      }
      case LARGE_VARIABLE_WIDTH -> {
        checkLength(column, buffers.get(2), lastOffset64(column, buffers.get(1), values));
        yield 0;
      }
      case LIST -> lastOffset32(column, buffers.get(1), values);
      case LARGE_LIST -> lastOffset64(column, buffers.get(1), values);
      case FIXED_SIZE_LIST -> values * ((FixedSizeListVector) vector).getListSize();
    };
  }

  /** The bitmap may be absent if no value is null. */
  private static void checkValidity(
      ColumnLayout column, ArrowBuf validity, long values, long nulls) {
    if (validity.capacity() == 0) {
      checkNulls(column, nulls, 0);
      return;
    }
    checkLength(column, validity, Bitmaps.bytes(values));
    checkNulls(column, nulls, values - Bitmaps.countOnes(validity, values));
  }

  private static void checkNulls(ColumnLayout column, long nulls, long expected) {
    if (nulls != expected) {
      throw new CorruptMessageException(
          "Column %s has %d nulls, but a null count of %d"
              .formatted(column.path(), expected, nulls));
    }
  }

  private static long lastOffset32(ColumnLayout column, ArrowBuf offsets, long values) {
    if (hasNoOffsets(offsets, values)) {
      return 0;
    }
    checkLength(column, offsets, (values + 1) * Integer.BYTES);
    return checkOffsets(column, Offsets.last32(offsets, values + 1));
  }

  private static long lastOffset64(ColumnLayout column, ArrowBuf offsets, long values) {
    if (hasNoOffsets(offsets, values)) {
      return 0;
    }
    checkLength(column, offsets, (values + 1) * Long.BYTES);
    return checkOffsets(column, Offsets.last64(offsets, values + 1));
  }

  /** The single offset of a column without values may be absent. */
  private static boolean hasNoOffsets(ArrowBuf offsets, long values) {
    return values == 0 && offsets.capacity() == 0;
  }

  private static long checkOffsets(ColumnLayout column, long last) {
    if (last == Offsets.INVALID) {
      throw new CorruptMessageException(
          "Column %s has negative or decreasing offsets".formatted(column.path()));
    }
    return last;
  }

  private static void checkLength(ColumnLayout column, ArrowBuf buffer, long bytes) {
    if (buffer.capacity() != bytes) {
      throw new CorruptMessageException(
          "Column %s has a buffer of %d bytes, expected %d"
              .formatted(column.path(), buffer.capacity(), bytes));
    }
  }
}
