package dev.weir.postgres.destination;

import java.util.Arrays;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** A statement's parameter that is a field of the binary COPY format, sent as it is. */
final class FieldParameter extends PGobject implements PGBinaryObject {
  private static final long serialVersionUID = 1;

  private final byte[] field;

  /**
   * Borrows nothing: the bytes are copied.
   *
   * @param typeName quoted and qualified unless it is the server's own
   */
  FieldParameter(String typeName, byte[] bytes, int from, int length) {
    this.type = typeName;
    this.field = Arrays.copyOfRange(bytes, from, from + length);
  }

  @Override
  public void setByteValue(byte[] value, int offset) {
    throw new UnsupportedOperationException("A parameter is not read back");
  }

  @Override
  public int lengthInBytes() {
    return field.length;
  }

  @Override
  public void toBytes(byte[] bytes, int offset) {
    System.arraycopy(field, 0, bytes, offset, field.length);
  }
}
