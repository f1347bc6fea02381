package dev.weir.files.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;

/** The start of a text file. */
public final class TextStart {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int UTF16_MARK_HIGH = 0xfe;
  private static final int UTF16_MARK_LOW = 0xff;

  private TextStart() {}

  /**
   * Skips the byte order mark of UTF-8.
   *
   * @throws CharacterCodingException if the file is in UTF-16 or UTF-32
   */
  public static void skipMark(BufferedInputStream in) throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
    if (java.util.Arrays.equals(start, BYTE_ORDER_MARK)) {
      return;
    }
    for (byte value : start) {
      int unsigned = value & 0xff;
      if (unsigned == 0 || unsigned == UTF16_MARK_HIGH || unsigned == UTF16_MARK_LOW) {
        throw new MalformedInputException(1);
      }
    }
    in.reset();
  }
}
