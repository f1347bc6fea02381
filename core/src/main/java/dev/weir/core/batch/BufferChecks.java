package dev.weir.core.batch;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/**
 * Checks the buffers of one column, or of one child, against its number of values. Afterwards no
 * access to a value is outside its buffer, so Arrow's own bounds checks may be off. The caller
 * checks the number of child values.
 */
final class BufferChecks {
  private BufferChecks() {}

  /**
   * Checks the buffers and returns how many values each child needs, where there are children.
   *
   * @param vector made for the column, not loaded yet
   * @param buffers as many as the layout has, each from 0 to its capacity
   * @throws CorruptMessageException where a length, an offset or the null count is wrong
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

  /** A bitmap may be absent where no value is null. */
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
          "Column %s has %d nulls, but its null count is %d"
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

  /** Without values the only offset, 0, may be absent. */
  private static boolean hasNoOffsets(ArrowBuf offsets, long values) {
    return values == 0 && offsets.capacity() == 0;
  }

  private static long checkOffsets(ColumnLayout column, long last) {
    if (last == Offsets.INVALID) {
      throw new CorruptMessageException(
          "Column %s has offsets that are negative or decrease".formatted(column.path()));
    }
    return last;
  }

  private static void checkLength(ColumnLayout column, ArrowBuf buffer, long bytes) {
    if (buffer.capacity() != bytes) {
      throw new CorruptMessageException(
          "Column %s has a buffer of %d bytes in place of %d"
              .formatted(column.path(), buffer.capacity(), bytes));
    }
  }
}
