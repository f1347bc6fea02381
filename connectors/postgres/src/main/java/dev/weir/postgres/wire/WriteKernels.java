package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT16;
import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.INT64;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Encode one column of one block from Arrow values to fields. Each kernel writes the next field of
 * each row at the row's position in {@code out} and advances the position. {@code first} is the
 * block's first row in the vector.
 *
 * <p>{@code validity} is empty if the column has no NULL.
 */
final class WriteKernels {

  private WriteKernels() {}

  static boolean isNull(ArrowBuf validity, long row) {
    return ((validity.getByte(row >> 3) >> (row & 7)) & 1) == 0;
  }

  static void int16(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      INT32.set(out.bytes, at, Short.BYTES);
      INT16.set(out.bytes, at + LENGTH_BYTES, values.getShort((first + r) * Short.BYTES));
      out.positions[r] = at + LENGTH_BYTES + Short.BYTES;
    }
  }

  static void int32(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      INT32.set(out.bytes, at, Integer.BYTES);
      INT32.set(out.bytes, at + LENGTH_BYTES, values.getInt((first + r) * Integer.BYTES));
      out.positions[r] = at + LENGTH_BYTES + Integer.BYTES;
    }
  }

  static void int64(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      INT32.set(out.bytes, at, Long.BYTES);
      INT64.set(out.bytes, at + LENGTH_BYTES, values.getLong((first + r) * Long.BYTES));
      out.positions[r] = at + LENGTH_BYTES + Long.BYTES;
    }
  }

  static void days(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      int days = PostgresEpoch.daysToPostgres(values.getInt((first + r) * Integer.BYTES));
      INT32.set(out.bytes, at, Integer.BYTES);
      INT32.set(out.bytes, at + LENGTH_BYTES, days);
      out.positions[r] = at + LENGTH_BYTES + Integer.BYTES;
    }
  }

  static void micros(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      long micros = PostgresEpoch.microsToPostgres(values.getLong((first + r) * Long.BYTES));
      INT32.set(out.bytes, at, Long.BYTES);
      INT64.set(out.bytes, at + LENGTH_BYTES, micros);
      out.positions[r] = at + LENGTH_BYTES + Long.BYTES;
    }
  }

  static void bytes16(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      long from = (first + r) * 2 * Long.BYTES;
      INT32.set(out.bytes, at, 2 * Long.BYTES);
      INT64.set(out.bytes, at + LENGTH_BYTES, Long.reverseBytes(values.getLong(from)));
      INT64.set(
          out.bytes,
          at + LENGTH_BYTES + Long.BYTES,
          Long.reverseBytes(values.getLong(from + Long.BYTES)));
      out.positions[r] = at + LENGTH_BYTES + 2 * Long.BYTES;
    }
  }

  static void bool(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        continue;
      }
      INT32.set(out.bytes, at, Byte.BYTES);
      out.bytes[at + LENGTH_BYTES] = (byte) (isNull(values, first + r) ? 0 : 1);
      out.positions[r] = at + LENGTH_BYTES + Byte.BYTES;
    }
  }

  /**
   * Variable-length bytes.
   *
   * @param data the block's values, on-heap, from {@code offsets[first]}
   * @param prefix a byte before each value on the wire; -1 for none
   */
  static void variable(
      ArrowBuf offsets, ArrowBuf validity, long first, byte[] data, int prefix, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    int prefixBytes = prefix < 0 ? 0 : 1;
    int base = offsets.getInt(first * Integer.BYTES);
    int start = base;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      int end = offsets.getInt((first + r + 1) * Integer.BYTES);
      if (nulls && isNull(validity, first + r)) {
        out.positions[r] = nullField(out.bytes, at);
        start = end;
        continue;
      }
      int length = end - start;
      INT32.set(out.bytes, at, length + prefixBytes);
      at += LENGTH_BYTES;
      if (prefixBytes != 0) {
        out.bytes[at++] = (byte) prefix;
      }
      System.arraycopy(data, start - base, out.bytes, at, length);
      out.positions[r] = at + length;
      start = end;
    }
  }

  /**
   * Adds the length of each value to the size of its row. NULL has no data and no prefix on the
   * wire, but may have a length in Arrow.
   */
  static void addVariableLengths(
      ArrowBuf offsets, ArrowBuf validity, long first, int prefixBytes, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    int start = offsets.getInt(first * Integer.BYTES);
    for (int r = 0; r < out.count; r++) {
      int end = offsets.getInt((first + r + 1) * Integer.BYTES);
      out.positions[r] += nulls && isNull(validity, first + r) ? -prefixBytes : end - start;
      start = end;
    }
  }

  /** Subtracts the width from the size of each row whose value is NULL. */
  static void subtractNulls(ArrowBuf validity, int width, long first, OutBlock out) {
    for (int r = 0; r < out.count; r++) {
      if (isNull(validity, first + r)) {
        out.positions[r] -= width;
      }
    }
  }

  private static int nullField(byte[] out, int at) {
    INT32.set(out, at, NULL_LENGTH);
    return at + LENGTH_BYTES;
  }
}
