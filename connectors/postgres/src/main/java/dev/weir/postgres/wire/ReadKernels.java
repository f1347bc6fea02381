package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT16;
import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.INT64;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Decode one column of one block from fields to Arrow values. Each kernel reads the next field of
 * each row, advances the row's position, writes the value at {@code first + r} and the validity
 * bits of the block, and returns the number of NULLs. The value of a NULL is 0.
 *
 * <p>{@code first} is a multiple of 64. Rows are Java arrays, so a length that exceeds the row
 * causes an {@link IndexOutOfBoundsException}. The caller allocates the space for the values.
 */
final class ReadKernels {
  private static final int WORD_BITS = 64;

  private ReadKernels() {}

  static int int16(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    int nulls = 0;
    long word = 0;
    for (int r = 0; r < block.count; r++) {
      byte[] row = block.rows[r];
      int at = block.positions[r];
      short value = 0;
      if (isValue(row, at, Short.BYTES)) {
        value = (short) INT16.get(row, at + LENGTH_BYTES);
        word |= 1L << r;
        at += Short.BYTES;
      } else {
        nulls++;
      }
      values.setShort((first + r) * Short.BYTES, value);
      block.positions[r] = at + LENGTH_BYTES;
      word = endOfWord(validity, first, r, block.count, word);
    }
    return nulls;
  }

  static int int32(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    int nulls = 0;
    long word = 0;
    for (int r = 0; r < block.count; r++) {
      byte[] row = block.rows[r];
      int at = block.positions[r];
      int value = 0;
      if (isValue(row, at, Integer.BYTES)) {
        value = (int) INT32.get(row, at + LENGTH_BYTES);
        word |= 1L << r;
        at += Integer.BYTES;
      } else {
        nulls++;
      }
      values.setInt((first + r) * Integer.BYTES, value);
      block.positions[r] = at + LENGTH_BYTES;
      word = endOfWord(validity, first, r, block.count, word);
    }
    return nulls;
  }

  static int int64(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    int nulls = 0;
    long word = 0;
    for (int r = 0; r < block.count; r++) {
      byte[] row = block.rows[r];
      int at = block.positions[r];
      long value = 0;
      if (isValue(row, at, Long.BYTES)) {
        value = (long) INT64.get(row, at + LENGTH_BYTES);
        word |= 1L << r;
        at += Long.BYTES;
      } else {
        nulls++;
      }
      values.setLong((first + r) * Long.BYTES, value);
      block.positions[r] = at + LENGTH_BYTES;
      word = endOfWord(validity, first, r, block.count, word);
    }
    return nulls;
  }

  /** Sixteen bytes. */
  static int bytes16(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    int nulls = 0;
    long word = 0;
    for (int r = 0; r < block.count; r++) {
      byte[] row = block.rows[r];
      int at = block.positions[r];
      long high = 0;
      long low = 0;
      if (isValue(row, at, 2 * Long.BYTES)) {
        high = Long.reverseBytes((long) INT64.get(row, at + LENGTH_BYTES));
        low = Long.reverseBytes((long) INT64.get(row, at + LENGTH_BYTES + Long.BYTES));
        word |= 1L << r;
        at += 2 * Long.BYTES;
      } else {
        nulls++;
      }
      values.setLong((first + r) * 2 * Long.BYTES, high);
      values.setLong((first + r) * 2 * Long.BYTES + Long.BYTES, low);
      block.positions[r] = at + LENGTH_BYTES;
      word = endOfWord(validity, first, r, block.count, word);
    }
    return nulls;
  }

  /** One byte per field, one bit per value. */
  static int bool(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    int nulls = 0;
    long word = 0;
    long bits = 0;
    for (int r = 0; r < block.count; r++) {
      byte[] row = block.rows[r];
      int at = block.positions[r];
      if (isValue(row, at, Byte.BYTES)) {
        bits |= (row[at + LENGTH_BYTES] & 1L) << r;
        word |= 1L << r;
        at += Byte.BYTES;
      } else {
        nulls++;
      }
      block.positions[r] = at + LENGTH_BYTES;
      bits = endOfWord(values, first, r, block.count, bits);
      word = endOfWord(validity, first, r, block.count, word);
    }
    return nulls;
  }

  /**
   * Variable-length bytes.
   *
   * @param offsets {@code offsets[first]} is {@code end}; the block's offsets follow it
   * @param end the current end of the column's data
   * @param data receives the block's data, from 0
   * @param prefix a byte before each value, which is removed; -1 for none
   */
  static int variable(
      RowBlock block,
      ArrowBuf offsets,
      long first,
      ArrowBuf validity,
      int end,
      byte[] data,
      int prefix) {
    int nulls = 0;
    long word = 0;
    int prefixBytes = prefix < 0 ? 0 : 1;
    int used = 0;
    for (int r = 0; r < block.count; r++) {
      byte[] row = block.rows[r];
      int at = block.positions[r];
      int length = (int) INT32.get(row, at);
      at += LENGTH_BYTES;
      if (length >= prefixBytes) {
        if (prefixBytes != 0 && row[at] != prefix) {
          throw new MalformedCopyException(
              "A value has version " + row[at] + "; expected " + prefix);
        }
        System.arraycopy(row, at + prefixBytes, data, used, length - prefixBytes);
        used += length - prefixBytes;
        word |= 1L << r;
        at += length;
      } else if (length == NULL_LENGTH) {
        nulls++;
      } else {
        throw new MalformedCopyException("A field has " + length + " bytes");
      }
      offsets.setInt((first + r + 1) * Integer.BYTES, end + used);
      block.positions[r] = at;
      word = endOfWord(validity, first, r, block.count, word);
    }
    return nulls;
  }

  private static boolean isValue(byte[] row, int at, int bytes) {
    int length = (int) INT32.get(row, at);
    if (length == bytes) {
      return true;
    }
    if (length == NULL_LENGTH) {
      return false;
    }
    throw new MalformedCopyException("A field has " + length + " bytes; its type has " + bytes);
  }

  /** Stores a complete word, or the last one of a block, and returns the next word. */
  private static long endOfWord(ArrowBuf bitmap, long first, int r, int count, long word) {
    if ((r + 1) % WORD_BITS != 0 && r + 1 != count) {
      return word;
    }
    bitmap.setLong((first + r) / WORD_BITS * Long.BYTES, word);
    return 0;
  }
}
