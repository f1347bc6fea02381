package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT16;
import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.INT64;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Decode one column of one block from fields to Arrow values. Each kernel reads the next field of
 * each row, advances the row's position, writes the value at {@code first + r} and the validity
 * bits of the block, and returns the number of NULLs. The value of a NULL is 0.
 *
 * <p>The caller has made room for the values, and for one word of each bitmap beyond its last row.
 * Each length is checked against the end of its row; the row's position stays at a field that is
 * refused.
 */
final class ReadKernels {
  static final int WORD_BITS = 64;

  private ReadKernels() {}

  static int int16(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        short value = 0;
        if (isValue(data, at, ends[r], Short.BYTES, r)) {
          value = (short) INT16.get(data, at + LENGTH_BYTES);
          word |= 1L << r;
          at += Short.BYTES;
        } else {
          nulls++;
        }
        values.setShort((first + r) * Short.BYTES, value);
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  static int int32(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        int value = 0;
        if (isValue(data, at, ends[r], Integer.BYTES, r)) {
          value = (int) INT32.get(data, at + LENGTH_BYTES);
          word |= 1L << r;
          at += Integer.BYTES;
        } else {
          nulls++;
        }
        values.setInt((first + r) * Integer.BYTES, value);
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  static int int64(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        long value = 0;
        if (isValue(data, at, ends[r], Long.BYTES, r)) {
          value = (long) INT64.get(data, at + LENGTH_BYTES);
          word |= 1L << r;
          at += Long.BYTES;
        } else {
          nulls++;
        }
        values.setLong((first + r) * Long.BYTES, value);
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  /** Days since 2000-01-01 to days since 1970-01-01. */
  static int days(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        int value = 0;
        if (isValue(data, at, ends[r], Integer.BYTES, r)) {
          value = PostgresEpoch.daysToArrow((int) INT32.get(data, at + LENGTH_BYTES));
          word |= 1L << r;
          at += Integer.BYTES;
        } else {
          nulls++;
        }
        values.setInt((first + r) * Integer.BYTES, value);
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  /** Microseconds since 2000-01-01 to microseconds since 1970-01-01. */
  static int micros(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        long value = 0;
        if (isValue(data, at, ends[r], Long.BYTES, r)) {
          value = PostgresEpoch.microsToArrow((long) INT64.get(data, at + LENGTH_BYTES), r);
          word |= 1L << r;
          at += Long.BYTES;
        } else {
          nulls++;
        }
        values.setLong((first + r) * Long.BYTES, value);
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  /** Sixteen bytes. */
  static int bytes16(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        long high = 0;
        long low = 0;
        if (isValue(data, at, ends[r], 2 * Long.BYTES, r)) {
          high = Long.reverseBytes((long) INT64.get(data, at + LENGTH_BYTES));
          low = Long.reverseBytes((long) INT64.get(data, at + LENGTH_BYTES + Long.BYTES));
          word |= 1L << r;
          at += 2 * Long.BYTES;
        } else {
          nulls++;
        }
        values.setLong((first + r) * 2 * Long.BYTES, high);
        values.setLong((first + r) * 2 * Long.BYTES + Long.BYTES, low);
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  /** One byte per field, one bit per value. */
  static int bool(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      long bits = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        if (isValue(data, at, ends[r], Byte.BYTES, r)) {
          bits |= (data[at + LENGTH_BYTES] & 1L) << r;
          word |= 1L << r;
          at += Byte.BYTES;
        } else {
          nulls++;
        }
        positions[r] = at + LENGTH_BYTES;
      }
      setWord(values, first + from, bits);
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  /**
   * Variable-length bytes.
   *
   * @param offsets {@code offsets[first]} is {@code end}; the block's offsets follow it
   * @param end where the column's data ends so far
   * @param gathered room for the block's data, from 0
   * @param prefix a byte that each value begins with and that is dropped; -1 for none
   */
  static int variable(
      RowBlock block,
      ArrowBuf offsets,
      long first,
      ArrowBuf validity,
      int end,
      byte[] gathered,
      int prefix) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int[] ends = block.ends;
    int count = block.count;
    int nulls = 0;
    int prefixBytes = prefix < 0 ? 0 : 1;
    int used = 0;
    for (int from = 0; from < count; from += WORD_BITS) {
      int to = Math.min(from + WORD_BITS, count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        int left = ends[r] - at - LENGTH_BYTES;
        if (left < 0) {
          throw outside(r);
        }
        int length = (int) INT32.get(data, at);
        at += LENGTH_BYTES;
        if (length >= prefixBytes) {
          if (length > left) {
            throw outside(r);
          }
          if (prefixBytes != 0 && data[at] != prefix) {
            throw new InRow(r, "A value of version " + data[at] + ", not " + prefix);
          }
          System.arraycopy(data, at + prefixBytes, gathered, used, length - prefixBytes);
          used += length - prefixBytes;
          word |= 1L << r;
          at += length;
        } else if (length == NULL_LENGTH) {
          nulls++;
        } else {
          throw new InRow(r, "A field of " + length + " bytes");
        }
        offsets.setInt((first + r + 1) * Integer.BYTES, end + used);
        positions[r] = at;
      }
      setWord(validity, first + from, word);
    }
    return nulls;
  }

  /** Returns whether the field has a value of this width; false for NULL. */
  static boolean isValue(byte[] data, int at, int end, int width, int r) {
    int left = end - at - LENGTH_BYTES;
    if (left < 0) {
      throw outside(r);
    }
    int length = (int) INT32.get(data, at);
    if (length == width) {
      if (left < width) {
        throw outside(r);
      }
      return true;
    }
    if (length == NULL_LENGTH) {
      return false;
    }
    throw new InRow(r, "A field of " + length + " bytes; its type has " + width);
  }

  static InRow outside(int r) {
    return new InRow(r, "A field ends outside its row");
  }

  /**
   * Sets 64 bits of a bitmap, of which those beyond the block's rows are 0. Only the blocks of a
   * list's elements begin within a word.
   */
  static void setWord(ArrowBuf bitmap, long row, long word) {
    long at = row / WORD_BITS * Long.BYTES;
    int shift = (int) (row % WORD_BITS);
    if (shift == 0) {
      bitmap.setLong(at, word);
    } else {
      bitmap.setLong(at, bitmap.getLong(at) | (word << shift));
      bitmap.setLong(at + Long.BYTES, word >>> -shift);
    }
  }
}
