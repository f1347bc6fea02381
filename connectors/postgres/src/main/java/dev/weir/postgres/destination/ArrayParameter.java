package dev.weir.postgres.destination;

import dev.weir.postgres.wire.FieldCursor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array of one dimension as a binary parameter. Its elements have the form of COPY fields.
 * Source: array_recv in PostgreSQL's arrayfuncs.c.
 *
 * <pre>
 * int32 dimensions, int32 whether there are NULLs, int32 element type; int32 elements, int32 lower
 * bound; then for each element int32 length (-1 is NULL) and the bytes
 * </pre>
 */
final class ArrayParameter extends PGobject implements PGBinaryObject {
  private static final long serialVersionUID = 1;

  private static final int HEADER_BYTES = 5 * Integer.BYTES;
  private static final int DIMENSIONS = 1;
  private static final int LOWER_BOUND = 1;

  /** A larger array is not kept for the next block. */
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private final int elementOid;
  private byte[] bytes = new byte[HEADER_BYTES];
  private int length = HEADER_BYTES;
  private int elements;
  private boolean nulls;

  /**
   * An empty array.
   *
   * @param typeName the driver's name of the array type
   */
  ArrayParameter(String typeName, long elementOid) {
    this.type = typeName;
    this.elementOid = (int) elementOid;
  }

  void clear() {
    length = HEADER_BYTES;
    elements = 0;
    nulls = false;
    if (bytes.length > KEPT_BYTES_MAX) {
      bytes = new byte[HEADER_BYTES];
    }
  }

  /** Adds the current field as the next element. */
  void add(FieldCursor field) {
    int count = Integer.BYTES + Math.max(field.length(), 0);
    if (bytes.length - length < count) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - Long.BYTES);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, Math.addExact(length, count)));
    }
    System.arraycopy(field.bytes(), field.start() - Integer.BYTES, bytes, length, count);
    length += count;
    elements++;
    nulls |= field.isNull();
  }

  @Override
  public void setByteValue(byte[] value, int offset) {
    throw new UnsupportedOperationException("Only for parameters");
  }

  @Override
  public int lengthInBytes() {
    return length;
  }

  @Override
  public void toBytes(byte[] target, int offset) {
    ByteBuffer.wrap(bytes)
        .putInt(DIMENSIONS)
        .putInt(nulls ? 1 : 0)
        .putInt(elementOid)
        .putInt(elements)
        .putInt(LOWER_BOUND);
    System.arraycopy(bytes, 0, target, offset, length);
  }
}
