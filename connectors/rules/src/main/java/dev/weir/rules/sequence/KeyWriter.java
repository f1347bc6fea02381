package dev.weir.rules.sequence;

import dev.weir.rules.event.EventReader;
import dev.weir.rules.event.TextTarget;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.arrow.memory.ArrowBuf;

/** Writes the values of a join key as bytes, in the form of {@link KeyTag}. */
public final class KeyWriter implements TextTarget {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  private static final int INITIAL_CAPACITY = 64;

  /** Where the integers end that a long holds: 2^63. */
  private static final double LONG_END = 0x1p63;

  /** Where the unsigned integers end: 2^64. */
  private static final double UNSIGNED_END = 0x1p64;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int length;

  KeyWriter() {}

  public void writeBoolean(boolean value) {
    ensure(1);
    bytes[length++] = value ? KeyTag.TRUE : KeyTag.FALSE;
  }

  public void writeLong(long value) {
    number(KeyTag.INTEGER, value);
  }

  /** Writes an unsigned number by its bits. */
  public void writeUnsigned(long bits) {
    number(bits >= 0 ? KeyTag.INTEGER : KeyTag.LARGE_INTEGER, bits);
  }

  /** Writes a number; if it is an integer, as {@link #writeLong} does. */
  public void writeDouble(double value) {
    if (value != Math.rint(value) || value < -LONG_END || value >= UNSIGNED_END) {
      number(KeyTag.FLOAT, Double.doubleToLongBits(value));
    } else if (value >= LONG_END) {
      number(KeyTag.LARGE_INTEGER, (long) (value - LONG_END) ^ Long.MIN_VALUE);
    } else {
      number(KeyTag.INTEGER, (long) value);
    }
  }

  public void writeBytes(byte[] value) {
    begin(KeyTag.BYTES, value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  @Override
  public void writeText(String text) {
    begin(KeyTag.TEXT, Math.multiplyExact(text.length(), Utf8.BYTES_PER_CHAR_MAX));
    int start = length;
    length = Utf8.encode(text, bytes, start);
    INTS.set(bytes, start - Integer.BYTES, length - start);
  }

  @Override
  public void writeUtf8(ArrowBuf buffer, long start, int count) {
    begin(KeyTag.TEXT, count);
    buffer.getBytes(start, bytes, length, count);
    length += count;
  }

  private void writeNull() {
    ensure(1);
    bytes[length++] = KeyTag.NULL;
  }

  /**
   * Writes the key of an event, in place of what was written before.
   *
   * @return false if a part is null that may not be
   * @throws SequenceException if the key is too large
   */
  boolean read(List<KeyPart> parts, EventReader event) {
    length = 0;
    for (int i = 0; i < parts.size(); i++) {
      KeyPart part = parts.get(i);
      if (!part.reader().read(event, this)) {
        if (!part.nullable()) {
          return false;
        }
        writeNull();
      }
    }
    if (length > ByteArena.CONTENT_BYTES_MAX) {
      throw new SequenceException(
          "The join key of an event has %d bytes, more than the limit of %d; join by another field"
              .formatted(length, ByteArena.CONTENT_BYTES_MAX));
    }
    return true;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Returns a hash of bytes: XXH64, folded to 32 bits. */
  static int hash(byte[] bytes, int length, long seed) {
    long hash = HASH.hash(bytes, 0, length, seed);
    return (int) (hash ^ hash >>> 32);
  }

  private void number(byte tag, long bits) {
    ensure(1 + Long.BYTES);
    bytes[length] = tag;
    LONGS.set(bytes, length + 1, bits);
    length += 1 + Long.BYTES;
  }

  /** Writes a tag and a length, and makes room for as many bytes. */
  private void begin(byte tag, int count) {
    ensure(Math.addExact(1 + Integer.BYTES, count));
    bytes[length] = tag;
    INTS.set(bytes, length + 1, count);
    length += 1 + Integer.BYTES;
  }

  private void ensure(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, needed));
    }
  }
}
