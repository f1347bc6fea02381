package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Buffer sizes and reallocation. */
final class Buffers {
  private static final int WORD_BITS = 64;

  private Buffers() {}

  /** Returns the bytes that the kernels may write for a bitmap: a word beyond the last bit. */
  static long writableBitmapBytes(long bits) {
    return bits == 0 ? 0 : bitmapBytes(bits) + Long.BYTES;
  }

  /** Returns the bytes of a bitmap, rounded up to 8-byte words. */
  static long bitmapBytes(long bits) {
    return (bits + WORD_BITS - 1) / WORD_BITS * Long.BYTES;
  }

  /** Returns the buffer, or a copy of at least twice its size and releases the buffer. */
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

  /** Does this with a bitmap of {@code rows} bits for {@code neededRows} that kernels write. */
  static ArrowBuf takeAndEnsureBitmap(
      BufferAllocator allocator, ArrowBuf bitmap, long rows, long neededRows) {
    return takeAndEnsure(allocator, bitmap, bitmapBytes(rows), writableBitmapBytes(neededRows));
  }

  /** Does this with the 32-bit offsets of {@code rows} values, one more than values if any. */
  static ArrowBuf takeAndEnsureOffsets(
      BufferAllocator allocator, ArrowBuf offsets, long rows, long neededRows) {
    long usedBytes = rows == 0 ? 0 : (rows + 1) * Integer.BYTES;
    return takeAndEnsure(allocator, offsets, usedBytes, (neededRows + 1) * Integer.BYTES);
  }

  /** Returns the vector's validity bitmap; an empty buffer if the vector has no NULL. */
  static ArrowBuf validityOf(FieldVector vector) {
    ArrowBuf validity = vector.getValidityBuffer();
    return vector.getNullCount() == 0 ? validity.slice(0, 0) : validity;
  }
}
