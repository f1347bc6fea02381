package dev.weir.rules.sequence;

/**
 * Texts as UTF-8 in an array, without an array of their own; an unpaired surrogate has three bytes.
 */
final class Utf8 {
  static final int BYTES_PER_CHAR_MAX = 3;

  private Utf8() {}

  /** Returns the number of bytes of a text. */
  static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (isPair(text, i)) {
        length += 4;
        i++;
      } else {
        length += 3;
      }
    }
    return length;
  }

  /** Writes a text from an offset, and returns the offset behind it. */
  static int encode(String text, byte[] to, int offset) {
    int at = offset;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        to[at++] = (byte) c;
      } else if (c < 0x800) {
        to[at++] = (byte) (0xC0 | c >> 6);
        to[at++] = last(c);
      } else if (isPair(text, i)) {
        i++;
        int code = Character.toCodePoint(c, text.charAt(i));
        to[at++] = (byte) (0xF0 | code >> 18);
        to[at++] = last(code >> 12);
        to[at++] = last(code >> 6);
        to[at++] = last(code);
      } else {
        to[at++] = (byte) (0xE0 | c >> 12);
        to[at++] = last(c >> 6);
        to[at++] = last(c);
      }
    }
    return at;
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  /** Returns a byte behind the first of a character, with the lowest six bits. */
  private static byte last(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
