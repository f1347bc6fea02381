package dev.weir.rules.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;

/** A text with its UTF-8 bytes, for comparison with values of either form. */
public final class TextConstant {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final String text;
  private final byte[] utf8;

  public TextConstant(String text) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
  }

  public String text() {
    return text;
  }

  /** Returns the UTF-8 bytes, which the caller must not change. */
  public byte[] utf8() {
    return utf8;
  }

  /**
   * Returns whether the buffer holds these bytes from an offset; they must be within its bounds.
   */
  public boolean isAt(ArrowBuf buffer, long offset) {
    int i = 0;
    for (; i <= utf8.length - Long.BYTES; i += Long.BYTES) {
      if (buffer.getLong(offset + i) != (long) LONGS.get(utf8, i)) {
        return false;
      }
    }
    if (i < utf8.length && utf8.length > Long.BYTES) {
      // The last eight bytes, some of which are compared again.
      int last = utf8.length - Long.BYTES;
      return buffer.getLong(offset + last) == (long) LONGS.get(utf8, last);
    }
    for (; i < utf8.length; i++) {
      if (buffer.getByte(offset + i) != utf8[i]) {
        return false;
      }
    }
    return true;
  }
}
