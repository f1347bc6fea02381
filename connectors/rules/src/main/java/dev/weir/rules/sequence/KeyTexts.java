package dev.weir.rules.sequence;

import dev.weir.rules.eql.number.TextNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The values of a join key as texts. */
final class KeyTexts {
  private KeyTexts() {}

  /**
   * Returns the values of a key that a {@link KeyWriter} has written. The text of a null is empty,
   * that of bytes are their hexadecimal digits.
   */
  static List<String> of(byte[] key) {
    ByteBuffer from = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    List<String> texts = new ArrayList<>();
    while (from.hasRemaining()) {
      byte tag = from.get();
      texts.add(
          switch (tag) {
            case KeyTag.NULL -> "";
            case KeyTag.FALSE -> "false";
            case KeyTag.TRUE -> "true";
            case KeyTag.INTEGER -> Long.toString(from.getLong());
            case KeyTag.LARGE_INTEGER -> Long.toUnsignedString(from.getLong());
            case KeyTag.FLOAT -> TextNumbers.of(from.getDouble());
            case KeyTag.TEXT -> new String(block(from), StandardCharsets.UTF_8);
            case KeyTag.BYTES -> HexFormat.of().formatHex(block(from));
            default -> throw new IllegalArgumentException("No value begins with " + tag);
          });
    }
    return texts;
  }

  private static byte[] block(ByteBuffer from) {
    byte[] block = new byte[from.getInt()];
    from.get(block);
    return block;
  }
}
