package dev.weir.files.text;

import java.util.Arrays;

/** A reused array for the bytes of one value. */
final class Scratch {
  private static final int UUID_BYTES = 16;
  private static final int UUID_CHARS = 36;

  /** Bytes of UTF-8 for one char; a surrogate pair takes four for two. */
  private static final int UTF8_BYTES_MAX = 3;

  private byte[] bytes = new byte[1024];
  private final byte[] uuid = new byte[UUID_BYTES];

  byte[] bytes() {
    return bytes;
  }

  private void ensure(long count) {
    if (count > bytes.length) {
      bytes = new byte[Math.toIntExact(Math.max(count, 2L * bytes.length))];
    }
  }

  /** Encodes text; returns the number of bytes. */
  int utf8(char[] text, int start, int length) {
    ensure((long) length * UTF8_BYTES_MAX);
    int at = 0;
    for (int i = start; i < start + length; i++) {
      char c = text[i];
      if (c < 0x80) {
        if (c == 0) {
          throw new IllegalArgumentException("a NUL character");
        }
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xc0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        bytes[at++] = (byte) (0xe0 | (c >> 12));
        bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        bytes[at++] = (byte) (0x80 | (c & 0x3f));
      } else {
        if (!Character.isHighSurrogate(c)
            || i + 1 == start + length
            || !Character.isLowSurrogate(text[i + 1])) {
          throw new IllegalArgumentException("half a surrogate pair");
        }
        i++;
        int point = Character.toCodePoint(c, text[i]);
        bytes[at++] = (byte) (0xf0 | (point >> 18));
        bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[at++] = (byte) (0x80 | (point & 0x3f));
      }
    }
    return at;
  }

  /** Decodes {@code \x0aff}; returns the number of bytes. */
  int bytea(char[] text, int start, int length) {
    if (length < 2 || length % 2 != 0 || text[start] != '\\' || text[start + 1] != 'x') {
      throw new IllegalArgumentException("not \\x with pairs of hexadecimal digits");
    }
    int count = length / 2 - 1;
    ensure(count);
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) hex(text, start + 2 + 2 * i);
    }
    return count;
  }

  /** Decodes {@code 8-4-4-4-12} hexadecimal digits; the array is valid until the next call. */
  byte[] uuid(char[] text, int start, int length) {
    if (length != UUID_CHARS) {
      throw new IllegalArgumentException("not 36 characters");
    }
    Arrays.fill(uuid, (byte) 0);
    int at = start;
    for (int i = 0; i < UUID_BYTES; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        if (text[at] != '-') {
          throw new IllegalArgumentException("a hyphen is missing");
        }
        at++;
      }
      uuid[i] = (byte) hex(text, at);
      at += 2;
    }
    return uuid;
  }

  private static int hex(char[] text, int at) {
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    if (high < 0 || low < 0 || text[at] > 'f' || text[at + 1] > 'f') {
      throw new IllegalArgumentException("not a hexadecimal digit");
    }
    return (high << 4) | low;
  }
}
