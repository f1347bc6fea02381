package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Growing a buffer, and rounding bit counts to whole words. */
final class Buffers {
  private static final int WORD_BITS = 64;

  private Buffers() {}

  /** Bytes of a bitmap, rounded up to the 8-byte words in which the kernels write it. */
  static long bitmapBytes(long bits) {
    return (bits + WORD_BITS - 1) / WORD_BITS * Long.BYTES;
  }

  /** The buffer itself, or one at least twice as large with its first bytes; takes it over. */
  static ArrowBuf takeAndEnsure(
      BufferAllocator allocator, ArrowBuf buffer, long usedBytes, long neededBytes) {
    if (neededBytes <= buffer.capacity()) {
      return buffer;
    }
    ArrowBuf larger = allocator.buffer(Math.max(neededBytes, 2 * buffer.capacity()));
    larger.setBytes(0, buffer, 0, usedBytes);
    buffer.close();
    return larger;
  }

  /** The vector's bitmap; an empty buffer where it has no NULL, so that nobody looks. */
  static ArrowBuf validityOf(FieldVector vector) {
    ArrowBuf validity = vector.getValidityBuffer();
    return vector.getNullCount() == 0 ? validity.slice(0, 0) : validity;
  }
}
