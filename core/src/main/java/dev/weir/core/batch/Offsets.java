package dev.weir.core.batch;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Checks offset buffers. The loops read memory by address, in native byte order, which is that of
 * Arrow; the length is checked once, before the loop.
 */
final class Offsets {
  /** The result where an offset is negative or less than the one before it. */
  static final long INVALID = -1;

  private Offsets() {}

  /**
   * The last of {@code count} 32-bit offsets, or {@link #INVALID}.
   *
   * @param count 1 or more
   * @throws IndexOutOfBoundsException where the buffer is shorter
   */
  static long last32(ArrowBuf offsets, long count) {
    long end = end(offsets, count, Integer.BYTES);
    int last = 0;
    for (long at = offsets.memoryAddress(); at < end; at += Integer.BYTES) {
      int offset = MemoryUtil.getInt(at);
      if (offset < last) {
        return INVALID;
      }
      last = offset;
    }
    return last;
  }

  /** The same for 64-bit offsets. */
  static long last64(ArrowBuf offsets, long count) {
    long end = end(offsets, count, Long.BYTES);
    long last = 0;
    for (long at = offsets.memoryAddress(); at < end; at += Long.BYTES) {
      long offset = MemoryUtil.getLong(at);
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
