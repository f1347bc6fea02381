package dev.weir.rules.sequence;

import dev.weir.rules.event.TextTarget;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/** Bytes that are written one after another; numbers are little-endian. */
public final class CaptureBuffer implements TextTarget {
  /** The largest content of one event, in bytes. */
  public static final int BYTES_MAX = ByteArena.CONTENT_BYTES_MAX;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int INITIAL_CAPACITY = 256;
  private static final int SEVEN_BITS = 0x7F;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int length;

  CaptureBuffer() {}

  public void writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  public void writeLong(long value) {
    ensure(Long.BYTES);
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  /**
   * Writes a non-negative number: seven bits a byte, the lowest first, a high bit before the last.
   */
  public void writeCount(int value) {
    int left = value;
    while (left > SEVEN_BITS) {
      writeByte(left | ~SEVEN_BITS);
      left >>>= 7;
    }
    writeByte(left);
  }

  public void writeBytes(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** Writes the number of bytes of a text, and its UTF-8 bytes. */
  @Override
  public void writeText(String text) {
    int count = Utf8.length(text);
    writeCount(count);
    ensure(count);
    length = Utf8.encode(text, bytes, length);
  }

  @Override
  public void writeUtf8(ArrowBuf buffer, long start, int count) {
    writeCount(count);
    ensure(count);
    buffer.getBytes(start, bytes, length, count);
    length += count;
  }

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void ensure(int count) {
    if (count > BYTES_MAX - length) {
      throw new SequenceException(
          "The fields of an event exceed %d bytes; leave large ones out".formatted(BYTES_MAX));
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
