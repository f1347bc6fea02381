package dev.weir.core.batch;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Checks offset buffers. The loops read memory by address, in native byte order, as Arrow does; the
 * length is checked once, before the loop.
 */
final class Offsets {
  /** Returned if an offset is negative or less than its predecessor. */
  static final long INVALID = -1;

  private Offsets() {}

  /**
   * Returns the last of {@code count} 32-bit offsets, or {@link #INVALID}.
   *
   * @param count at least 1
   * @throws IndexOutOfBoundsException if the buffer is shorter
   */
  static long last32(ArrowBuf offsets, long count) {
    long end = end(offsets, count, Integer.BYTES);
    int last = 0;
    for (long address = offsets.memoryAddress(); address < end; address += Integer.BYTES) {
      int offset = MemoryUtil.getInt(address);
      if (offset < last) {
        return INVALID;
      }
      last = offset;
    }
    return last;
  }

  /** Returns the last of {@code count} 64-bit offsets, or {@link #INVALID}. */
  static long last64(ArrowBuf offsets, long count) {
    long end = end(offsets, count, Long.BYTES);
    long last = 0;
    for (long address = offsets.memoryAddress(); address < end; address += Long.BYTES) {
      long offset = MemoryUtil.getLong(address);
      if (offset < last) {
        return INVALID;
      }
      last = offset;
    }
    return last;
  }

  private static long end(ArrowBuf offsets, long count, int width) {
    long bytes = count * width;
    if (bytes > offsets.capacity()) {
      throw new IndexOutOfBoundsException(
          bytes + " bytes of offsets in a buffer of " + offsets.capacity());
    }
    return offsets.memoryAddress() + bytes;
  }
}
