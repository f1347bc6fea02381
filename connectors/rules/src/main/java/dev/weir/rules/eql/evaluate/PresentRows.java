package dev.weir.rules.eql.evaluate;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/** The rows of a column whose value is not null, as words of 64 bits. */
final class PresentRows {
  private final TruthColumn rows;
  private final ArrowBuf validity;

  /** Arrow counts the nulls of the whole column with each call, so this is asked for once. */
  private final boolean hasNulls;

  /**
   * Reads a column.
   *
   * @param rows how many the column has
   */
  PresentRows(FieldVector vector, TruthColumn rows) {
    this.rows = rows;
    this.hasNulls = vector.getNullCount() != 0;
    this.validity = vector.getValidityBuffer();
  }

  /** Returns the rows of a word. */
  long word(int word) {
    long all = rows.rowsOf(word);
    return hasNulls ? bits(validity, word) & all : all;
  }

  /** Returns 64 bits of a bitmap; beyond its end they are 0. */
  static long bits(ArrowBuf bitmap, int word) {
    long start = (long) word * Long.BYTES;
    if (start + Long.BYTES <= bitmap.capacity()) {
      return bitmap.getLong(start);
    }
    long bits = 0;
    for (long at = start; at < bitmap.capacity(); at++) {
      bits |= (bitmap.getByte(at) & 0xffL) << ((at - start) * Byte.SIZE);
    }
    return bits;
  }
}
