package dev.weir.postgres.wire;

import java.util.Arrays;

/** The values of one column of a block as text, in one array. */
final class TextOut {
  /** Source: PostgreSQL documentation, COPY, "Text Format". */
  private static final byte[] NULL = {'\\', 'N'};

  private static final int RADIX = 10;

  byte[] bytes = new byte[OutBlock.ROWS_MAX * Long.BYTES];
  int length;

  /** Where each value ends. */
  final int[] ends = new int[OutBlock.ROWS_MAX];

  /** Makes room for more bytes. */
  void ensure(long more) {
    if (bytes.length - length < more) {
      long needed = length + more;
      if (needed > Integer.MAX_VALUE - Long.BYTES) {
        throw new MalformedCopyException("The text of a block has " + needed + " bytes");
      }
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - Long.BYTES);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  void appendNull() {
    ensure(NULL.length);
    bytes[length++] = NULL[0];
    bytes[length++] = NULL[1];
  }

  /** Appends ASCII text that contains no character to be escaped. */
  void append(String ascii) {
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  void append(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  void append(long value) {
    if (value == Long.MIN_VALUE) {
      append(Long.toString(value));
    } else if (value < 0) {
      append('-');
      appendPadded(-value, 1);
    } else {
      appendPadded(value, 1);
    }
  }

  /** Appends a number that is not negative with at least this many digits. */
  void appendPadded(long value, int digitsMin) {
    int digits = 1;
    for (long left = value / RADIX; left != 0; left /= RADIX) {
      digits++;
    }
    digits = Math.max(digits, digitsMin);
    ensure(digits);
    long left = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + left % RADIX);
      left /= RADIX;
    }
    length += digits;
  }
}
