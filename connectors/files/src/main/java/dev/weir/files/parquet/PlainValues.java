package dev.weir.files.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.bytes.BytesInput;

/**
 * The values of a page in the encoding PLAIN: of fixed width in little-endian order, as Arrow has
 * them, or byte strings after their 32-bit lengths. Source: Parquet, "Encodings".
 */
final class PlainValues {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int length;
  private byte[] scratch = new byte[0];

  /** Returns an array of at least some length, whose content is undefined. */
  byte[] scratch(int wanted) {
    if (scratch.length < wanted) {
      scratch = new byte[wanted];
    }
    return scratch;
  }

  int length() {
    return length;
  }

  byte[] array() {
    return bytes;
  }

  BytesInput toInput() {
    return BytesInput.from(bytes, 0, length);
  }

  void reset() {
    length = 0;
  }

  int intAt(int position) {
    return (int) INT.get(bytes, position);
  }

  long longAt(int position) {
    return (long) LONG.get(bytes, position);
  }

  private void ensure(long added) {
    long needed = length + added;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
    }
  }

  /** Adds those values of a vector of fixed width that are not NULL; returns where they begin. */
  int addFixed(FieldVector vector, int width, int from, int to) {
    int start = length;
    int count = to - from;
    ensure((long) count * width);
    vector.getDataBuffer().getBytes((long) from * width, bytes, start, count * width);
    if (vector.getNullCount() == 0) {
      length = start + count * width;
      return start;
    }
    ArrowBuf validity = vector.getValidityBuffer();
    int end = start;
    for (int i = 0; i < count; i++) {
      if (BitVectorHelper.get(validity, from + i) != 0) {
        System.arraycopy(bytes, start + i * width, bytes, end, width);
        end += width;
      }
    }
    length = end;
    return start;
  }

  /** Makes room for byte strings. */
  void reserve(int count, int totalBytes) {
    ensure((long) count * Integer.BYTES + totalBytes);
  }

  /** Adds a byte string, for which room was made; returns where its bytes begin. */
  int addBytes(byte[] from, int start, int count) {
    INT.set(bytes, length, count);
    int at = length + Integer.BYTES;
    System.arraycopy(from, start, bytes, at, count);
    length = at + count;
    return at;
  }
}
