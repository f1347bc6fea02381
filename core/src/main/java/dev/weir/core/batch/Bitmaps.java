package dev.weir.core.batch;

import org.apache.arrow.memory.ArrowBuf;

/** Operations on validity bitmaps: one bit per value, least significant bit first. */
final class Bitmaps {
  private Bitmaps() {}

  /** Returns the size of a bitmap in bytes. */
  static long bytes(long bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * Returns the number of set bits.
   *
   * @param bitmap at least {@link #bytes} long, from index 0; checked by the caller
   */
  static long countOnes(ArrowBuf bitmap, long bits) {
    long words = bits / Long.SIZE;
    long ones = 0;
    for (long word = 0; word < words; word++) {
      ones += Long.bitCount(bitmap.getLong(word * Long.BYTES));
    }
    for (long bit = words * Long.SIZE; bit < bits; bit += Byte.SIZE) {
      int used = (int) Math.min(Byte.SIZE, bits - bit);
      ones += Integer.bitCount(bitmap.getByte(bit / Byte.SIZE) & ((1 << used) - 1));
    }
    return ones;
  }
}
