package dev.weir.postgres.wire;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import dev.weir.postgres.wire.TextEncoder.Columns;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.util.DecimalUtility;

/**
 * Encode one column of one block from Arrow values to escaped text, which the input function of a
 * type reads as the same value. {@code first} is the block's first row in the vector.
 */
final class TextKernels {
  private static final int INTERVAL_BYTES = 16;
  private static final int UUID_BYTES = 16;
  private static final int DECIMAL_BYTES = 16;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final String HEX = "0123456789abcdef";

  /** What follows the backslash of an escaped byte; 0 for bytes that are not escaped. */
  private static final byte[] ESCAPES = escapes();

  private TextKernels() {}

  private static byte[] escapes() {
    byte[] escapes = new byte[1 << Byte.SIZE];
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes[0x0B] = 'v';
    escapes['\\'] = '\\';
    return escapes;
  }

  static void bool(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(WriteKernels.isNull(from.values(), first + r) ? 'f' : 't');
      }
      text.ends[r] = text.length;
    }
  }

  static void int8(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(from.values().getByte(first + r));
      }
      text.ends[r] = text.length;
    }
  }

  static void int16(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(from.values().getShort((first + r) * Short.BYTES));
      }
      text.ends[r] = text.length;
    }
  }

  static void int32(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(from.values().getInt((first + r) * Integer.BYTES));
      }
      text.ends[r] = text.length;
    }
  }

  static void int64(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(from.values().getLong((first + r) * Long.BYTES));
      }
      text.ends[r] = text.length;
    }
  }

  /** The server reads the same number, but a NaN without its payload. */
  static void float32(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(Float.toString(from.values().getFloat((first + r) * Float.BYTES)));
      }
      text.ends[r] = text.length;
    }
  }

  /** The server reads the same number, but a NaN without its payload. */
  static void float64(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append(Double.toString(from.values().getDouble((first + r) * Double.BYTES)));
      }
      text.ends[r] = text.length;
    }
  }

  static void days(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        DateText.date(from.values().getInt((first + r) * Integer.BYTES), text);
      }
      text.ends[r] = text.length;
    }
  }

  static void time(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        DateText.time(from.values().getLong((first + r) * Long.BYTES), text);
      }
      text.ends[r] = text.length;
    }
  }

  static void timestamp(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        DateText.timestamp(from.values().getLong((first + r) * Long.BYTES), "", text);
      }
      text.ends[r] = text.length;
    }
  }

  static void timestampUtc(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        DateText.timestamp(from.values().getLong((first + r) * Long.BYTES), "+00", text);
      }
      text.ends[r] = text.length;
    }
  }

  static void monthDayNano(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        interval(from.values(), (first + r) * INTERVAL_BYTES, r, text);
      }
      text.ends[r] = text.length;
    }
  }

  static void uuid(Columns from, long first, int count, TextOut text) {
    for (int r = 0; r < count; r++) {
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        uuid(from.values(), (first + r) * UUID_BYTES, text);
      }
      text.ends[r] = text.length;
    }
  }

  /** A decimal with this scale. */
  static TextEncoder.Kernel decimal(int scale) {
    return (from, first, count, text) -> {
      for (int r = 0; r < count; r++) {
        if (from.isNull(first + r)) {
          text.appendNull();
        } else {
          text.append(
              DecimalUtility.getBigDecimalFromArrowBuf(
                      from.values(), Math.toIntExact(first + r), scale, DECIMAL_BYTES)
                  .toPlainString());
        }
        text.ends[r] = text.length;
      }
    };
  }

  /** Text in UTF-8. Runs of bytes that are not escaped are copied at once. */
  static void utf8(Columns from, long first, int count, TextOut text) {
    int start = from.offsets().getInt(first * Integer.BYTES);
    for (int r = 0; r < count; r++) {
      int end = from.offsets().getInt((first + r + 1) * Integer.BYTES);
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        escape(from.values(), start, end - start, text);
      }
      text.ends[r] = text.length;
      start = end;
    }
  }

  /** Copies the value behind the room for its escaped text, and escapes it from there. */
  private static void escape(ArrowBuf values, int start, int length, TextOut text) {
    text.ensure(2L * length);
    byte[] bytes = text.bytes;
    int to = text.length;
    int from = to + length;
    values.getBytes(start, bytes, from, length);
    int end = from + length;
    int run = from;
    for (int at = from; at < end; at++) {
      byte escape = ESCAPES[bytes[at] & 0xFF];
      if (escape != 0) {
        System.arraycopy(bytes, run, bytes, to, at - run);
        to += at - run;
        bytes[to++] = '\\';
        bytes[to++] = escape;
        run = at + 1;
      }
    }
    System.arraycopy(bytes, run, bytes, to, end - run);
    text.length = to + end - run;
  }

  /** Bytes in hexadecimal digits: {@code \\x00ff}, with the backslash escaped. */
  static void bytea(Columns from, long first, int count, TextOut text) {
    int start = from.offsets().getInt(first * Integer.BYTES);
    for (int r = 0; r < count; r++) {
      int end = from.offsets().getInt((first + r + 1) * Integer.BYTES);
      if (from.isNull(first + r)) {
        text.appendNull();
      } else {
        text.append("\\\\x");
        hex(from.values(), start, end - start, text);
      }
      text.ends[r] = text.length;
      start = end;
    }
  }

  private static void uuid(ArrowBuf values, long at, TextOut text) {
    hex(values, at, 4, text);
    for (int offset = 4; offset < 10; offset += 2) {
      text.append('-');
      hex(values, at + offset, 2, text);
    }
    text.append('-');
    hex(values, at + 10, 6, text);
  }

  private static void hex(ArrowBuf values, long at, int length, TextOut text) {
    text.ensure(2L * length);
    for (int i = 0; i < length; i++) {
      byte value = values.getByte(at + i);
      text.bytes[text.length++] = (byte) HEX.charAt((value >> 4) & 0xF);
      text.bytes[text.length++] = (byte) HEX.charAt(value & 0xF);
    }
  }

  private static void interval(ArrowBuf values, long at, int r, TextOut text) {
    long nanos = values.getLong(at + 2 * Integer.BYTES);
    if (nanos % NANOS_PER_MICRO != 0) {
      throw new InRow(
          r, "An interval of " + nanos + " nanoseconds, which microseconds do not hold");
    }
    text.append(values.getInt(at));
    text.append(" mons ");
    text.append(values.getInt(at + Integer.BYTES));
    text.append(nanos < 0 ? " days -" : " days ");
    DateText.time(Math.abs(nanos / NANOS_PER_MICRO), text);
  }
}
