package dev.weir.core.batch;

import static dev.weir.core.batch.IpcLayout.padded;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The validity bitmaps of columns without nulls, which a message leaves out and Arrow's vectors
 * have: slices of one buffer, all bits of values set, none used twice. Arrow allocates and fills
 * one for each vector, which takes most of the time of decoding a small batch.
 */
final class FullBitmaps implements AutoCloseable {
  private final ArrowBuf bitmaps;
  private final long bytes;
  private long next;

  /**
   * Allocates the bitmaps.
   *
   * @param count may be 0
   * @param values of each column
   */
  FullBitmaps(int count, int values, BufferAllocator allocator) {
    this.bytes = Bitmaps.bytes(values);
    long stride = padded(bytes);
    this.bitmaps = allocator.buffer(count * stride);
    int unused = (int) (stride * Byte.SIZE - values);
    for (long bitmap = 0; bitmap < count * stride; bitmap += stride) {
      long last = bitmap + stride - Long.BYTES;
      for (long word = bitmap; word < last; word += Long.BYTES) {
        bitmaps.setLong(word, -1);
      }
      bitmaps.setLong(last, -1L >>> unused);
    }
  }

  /** Returns the next bitmap, lent. */
  ArrowBuf next() {
    ArrowBuf bitmap = bitmaps.slice(next, bytes);
    next += padded(bytes);
    return bitmap;
  }

  /** Gives up the buffer; vectors retain their slices. */
  @Override
  public void close() {
    bitmaps.close();
  }
}
