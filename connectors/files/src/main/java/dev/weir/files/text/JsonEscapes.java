package dev.weir.files.text;

import java.nio.charset.StandardCharsets;

/** The escapes of a JSON string. Source: RFC 8259, section 7. */
final class JsonEscapes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** For each byte below 0x60, the character after the backslash; 0 without an escape. */
  private static final byte[] LETTERS = letters();

  /** Backslash, u and four digits. */
  private static final int UNICODE_BYTES = 6;

  private JsonEscapes() {}

  private static byte[] letters() {
    byte[] letters = new byte['\\' + 1];
    for (int i = 0; i < ' '; i++) {
      letters[i] = 'u';
    }
    letters['\b'] = 'b';
    letters['\f'] = 'f';
    letters['\n'] = 'n';
    letters['\r'] = 'r';
    letters['\t'] = 't';
    letters['"'] = '"';
    letters['\\'] = '\\';
    return letters;
  }

  private static byte letter(byte value) {
    return value < 0 || value >= LETTERS.length ? 0 : LETTERS[value];
  }

  /** Returns how many more bytes than one a byte takes. */
  static int added(byte value) {
    byte letter = letter(value);
    if (letter == 0) {
      return 0;
    }
    return letter == 'u' ? UNICODE_BYTES - 1 : 1;
  }

  /**
   * Writes a byte with its escape.
   *
   * @param last the index of the last byte to write
   * @return the index before the first byte
   */
  static int placeBackwards(byte value, byte[] to, int last) {
    byte letter = letter(value);
    if (letter == 0) {
      to[last] = value;
      return last - 1;
    }
    int at = last;
    if (letter == 'u') {
      to[at--] = HEX[value & 0xf];
      to[at--] = HEX[value >> 4];
      to[at--] = '0';
      to[at--] = '0';
    }
    to[at--] = letter;
    to[at--] = '\\';
    return at;
  }
}
