package dev.weir.rules.sequence;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blocks of bytes in arrays of {@link #CHUNK_BYTES}. A block has one of 56 sizes, at most a quarter
 * larger than its content beyond 128 bytes, and is used again for a content of its size after it is
 * freed. A handle is the block's position in units of eight bytes.
 */
final class ByteArena {
  /** The end of a list of free blocks. */
  static final int NONE = -1;

  static final int CHUNK_BYTES = 1 << 20;

  /** What a chunk loses at its end is less than this. */
  static final int CONTENT_BYTES_MAX = CHUNK_BYTES / 8 - Integer.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int UNIT_BITS = 3;
  private static final int OFFSET_BITS = 20 - UNIT_BITS;
  private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;
  private static final int HEADER_BYTES = Integer.BYTES;

  /** Up to here the sizes are the multiples of eight; then there are four for each power of two. */
  private static final int SMALL_BYTES_MAX = 128;

  private static final int SMALL_SIZES = SMALL_BYTES_MAX >>> UNIT_BITS;
  private static final int SMALL_BITS = 7;
  private static final int SIZES = SMALL_SIZES + 4 * (20 - SMALL_BITS) + 1;

  /** First free block by size; a free block holds the handle of the next one. */
  private final int[] free = new int[SIZES];

  private byte[][] chunks = new byte[0][];
  private int used = CHUNK_BYTES;

  ByteArena() {
    Arrays.fill(free, NONE);
  }

  /** Copies bytes into a block, and returns its handle. */
  int put(byte[] from, int length) {
    int handle = allocate(length);
    byte[] chunk = chunk(handle);
    int offset = offset(handle);
    INTS.set(chunk, offset, length);
    System.arraycopy(from, 0, chunk, offset + HEADER_BYTES, length);
    return handle;
  }

  void free(int handle) {
    int size = sizeIndex(HEADER_BYTES + length(handle));
    INTS.set(chunk(handle), offset(handle), free[size]);
    free[size] = handle;
  }

  int length(int handle) {
    return (int) INTS.get(chunk(handle), offset(handle));
  }

  boolean isEqual(int handle, byte[] other, int length) {
    byte[] chunk = chunk(handle);
    int offset = offset(handle);
    int start = offset + HEADER_BYTES;
    return (int) INTS.get(chunk, offset) == length
        && Arrays.equals(chunk, start, start + length, other, 0, length);
  }

  /** Returns a copy of a block's content. */
  byte[] copy(int handle) {
    int start = offset(handle) + HEADER_BYTES;
    return Arrays.copyOfRange(chunk(handle), start, start + length(handle));
  }

  private int allocate(int length) {
    if (length > CONTENT_BYTES_MAX) {
      throw new IllegalArgumentException(length + " bytes exceed " + CONTENT_BYTES_MAX);
    }
    int size = sizeIndex(HEADER_BYTES + length);
    int handle = free[size];
    if (handle != NONE) {
      free[size] = (int) INTS.get(chunk(handle), offset(handle));
      return handle;
    }
    int bytes = sizeBytes(size);
    if (CHUNK_BYTES - used < bytes) {
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      chunks[chunks.length - 1] = new byte[CHUNK_BYTES];
      used = 0;
    }
    handle = (chunks.length - 1) << OFFSET_BITS | used >>> UNIT_BITS;
    used += bytes;
    return handle;
  }

  private byte[] chunk(int handle) {
    return chunks[handle >>> OFFSET_BITS];
  }

  private static int offset(int handle) {
    return (handle & OFFSET_MASK) << UNIT_BITS;
  }

  /** Returns the number of the smallest size that holds some bytes, from 1. */
  static int sizeIndex(int bytes) {
    if (bytes <= SMALL_BYTES_MAX) {
      return (bytes + 7) >>> UNIT_BITS;
    }
    int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bytes - 1);
    int quarter = (bytes - 1) >>> (bits - 2) & 3;
    return SMALL_SIZES + 4 * (bits - SMALL_BITS) + quarter + 1;
  }

  /** Returns the bytes of a size. */
  static int sizeBytes(int index) {
    if (index <= SMALL_SIZES) {
      return index << UNIT_BITS;
    }
    int step = index - SMALL_SIZES - 1;
    return (step % 4 + 5) << (step / 4 + SMALL_BITS - 2);
  }
}
