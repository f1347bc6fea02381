package dev.weir.core.batch;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A field that computes its hash code once. Arrow's computes it on each call, and a {@code
 * VectorSchemaRoot} asks each of its fields for it when it is created.
 */
final class HashedField extends Field {
  private final int hash;

  private HashedField(Field field) {
    super(field.getName(), field.getFieldType(), field.getChildren());
    hash = field.hashCode();
  }

  /** Returns an equal schema whose fields compute their hash codes once. */
  static Schema in(Schema schema) {
    List<Field> fields = schema.getFields().stream().<Field>map(HashedField::new).toList();
    return new Schema(fields, schema.getCustomMetadata());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
