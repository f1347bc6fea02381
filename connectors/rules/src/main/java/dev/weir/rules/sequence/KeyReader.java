package dev.weir.rules.sequence;

import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.event.EventReader;
import java.util.Arrays;
import java.util.List;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Reads the values of a list of join keys as bytes, which are equal if and only if the values are.
 * Numbers are equal by value, whatever their types; a number is not equal to its text. An event is
 * read once, for all sequences with these keys.
 */
final class KeyReader {
  private static final byte NULL = 0;
  private static final byte INTEGER = 1;
  private static final byte LARGE_INTEGER = 2;
  private static final byte FLOAT = 3;
  private static final byte FALSE = 4;
  private static final byte TRUE = 5;
  private static final byte TEXT = 6;
  private static final byte BYTES = 7;
  private static final int INITIAL_BYTES = 64;
  private static final double TWO_TO_63 = 0x1p63;
  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  private final JoinKey[] keys;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int length;
  private long stamp = -1;
  private boolean complete;
  private long hash;

  KeyReader(List<JoinKey> keys) {
    this.keys = keys.toArray(JoinKey[]::new);
  }

  /**
   * Reads the keys of an event.
   *
   * @param current differs from event to event
   * @return whether no mandatory key is null
   */
  boolean read(EventReader event, long current) {
    if (stamp != current) {
      stamp = current;
      length = 0;
      complete = true;
      for (int i = 0; i < keys.length && complete; i++) {
        complete = append(event, keys[i]);
      }
      hash = HASH.hash(buffer, 0, length, 0);
    }
    return complete;
  }

  /** Returns the hash of the keys that were read. */
  long hash() {
    return hash;
  }

  /** Returns whether the keys that were read have these bytes. */
  boolean equalTo(byte[] bytes) {
    return Arrays.equals(buffer, 0, length, bytes, 0, bytes.length);
  }

  /** Returns the bytes of the keys that were read. */
  byte[] copy() {
    return Arrays.copyOf(buffer, length);
  }

  private boolean append(EventReader event, JoinKey key) {
    int position = key.field() == 0 ? EventReader.MISSING : event.find(key.field());
    if (position == EventReader.MISSING) {
      append(NULL);
      return key.optional();
    }
    switch (key.type()) {
      case I64 -> append(INTEGER, event.longAt(position));
      case U64 -> {
        long bits = event.longAt(position);
        append(bits < 0 ? LARGE_INTEGER : INTEGER, bits);
      }
      case F64 -> appendFloat(event.doubleAt(position));
      case BOOL -> append(event.booleanAt(position) ? TRUE : FALSE);
      case STRING -> append(TEXT, event.utf8At(position));
      case BYTES -> append(BYTES, event.bytesAt(position));
      case NULL, NUMBER, ARRAY -> throw new IllegalStateException("Not a key: " + key);
    }
    return true;
  }

  /** A float that is an integer has the bytes of the integer. */
  private void appendFloat(double value) {
    boolean isInteger = Math.rint(value) == value;
    if (isInteger && value >= -TWO_TO_63 && value < TWO_TO_63) {
      append(INTEGER, (long) value);
    } else if (isInteger && value >= TWO_TO_63 && value < 2 * TWO_TO_63) {
      append(LARGE_INTEGER, (long) (value - TWO_TO_63) ^ Long.MIN_VALUE);
    } else {
      append(FLOAT, Double.doubleToLongBits(value));
    }
  }

  private void append(byte tag) {
    reserve(1);
    buffer[length++] = tag;
  }

  private void append(byte tag, long value) {
    reserve(1 + Long.BYTES);
    buffer[length++] = tag;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  private void append(byte tag, byte[] value) {
    append(tag, value.length);
    reserve(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
  }

  private void reserve(int bytes) {
    if (length + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
    }
  }
}
