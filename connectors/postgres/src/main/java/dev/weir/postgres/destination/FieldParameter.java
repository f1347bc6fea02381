package dev.weir.postgres.destination;

import java.util.Arrays;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** A binary statement parameter with the bytes of a COPY field. */
final class FieldParameter extends PGobject implements PGBinaryObject {
  private static final long serialVersionUID = 1;

  private final byte[] field;

  /**
   * Copies the bytes of a field.
   *
   * @param typeName quoted, and schema-qualified unless built-in
   */
  FieldParameter(String typeName, byte[] bytes, int from, int length) {
    this.type = typeName;
    this.field = Arrays.copyOfRange(bytes, from, from + length);
  }

  @Override
  public void setByteValue(byte[] value, int offset) {
    throw new UnsupportedOperationException("Only for parameters");
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
