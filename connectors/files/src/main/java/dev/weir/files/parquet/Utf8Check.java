package dev.weir.files.parquet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks that text is in UTF-8, which Parquet's writers need not do. */
final class Utf8Check {
  /** The first bit of each byte. */
  private static final long NOT_ASCII = 0x8080808080808080L;

  private static final int BUFFER_CHARS = 1024;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_CHARS);

  /**
   * Checks a text, whose position stays.
   *
   * @throws UnfitValueException if it is not in UTF-8
   */
  void require(ByteBuffer text) {
    int i = text.position();
    int end = text.limit();
    while (i + Long.BYTES <= end && (text.getLong(i) & NOT_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < end && text.get(i) >= 0) {
      i++;
    }
    if (i < end) {
      decode(text.duplicate().position(i));
    }
  }

  private void decode(ByteBuffer rest) {
    decoder.reset();
    CoderResult result;
    do {
      chars.clear();
      result = decoder.decode(rest, chars, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new UnfitValueException("a text is not in UTF-8");
    }
  }
}
