package dev.weir.core.batch;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Whether a column's buffers are as long as its count says, so that no later access leaves them.
 * Offsets in between are not looked at: the frame's checksum covers them.
 */
final class BufferChecks {
  private BufferChecks() {}

  static void check(FieldVector vector, long values, long nulls, List<ArrowBuf> buffers) {
    if (nulls > 0 && nulls < values) {
      atLeast(vector, buffers.get(0), (values + 7) / 8);
    }
    if (vector instanceof BitVector) {
      atLeast(vector, buffers.get(1), (values + 7) / 8);
    } else if (vector instanceof BaseFixedWidthVector fixed) {
      atLeast(vector, buffers.get(1), Math.multiplyExact(values, fixed.getTypeWidth()));
    } else if (vector instanceof BaseVariableWidthVector) {
      checkOffsets(vector, values, buffers.get(1), buffers.get(2).readableBytes());
    }
  }

  /**
   * Checks 32-bit offsets.
   *
   * @param end what the last offset may be at most: the data's bytes, or the child's values
   */
  static void checkOffsets(FieldVector vector, long values, ArrowBuf offsets, long end) {
    if (values == 0) {
      return;
    }
    atLeast(vector, offsets, Math.multiplyExact(values + 1, Integer.BYTES));
    int first = offsets.getInt(0);
    int last = offsets.getInt(values * Integer.BYTES);
    if (first < 0 || last < first || last > end) {
      throw new CorruptMessageException(
          "Column " + vector.getName() + " has offsets from " + first + " to " + last);
    }
  }

  private static void atLeast(FieldVector vector, ArrowBuf buffer, long bytes) {
    if (buffer.readableBytes() < bytes) {
      throw new CorruptMessageException(
          "Column "
              + vector.getName()
              + " has a buffer of "
              + buffer.readableBytes()
              + " bytes, not "
              + bytes);
    }
  }
}
