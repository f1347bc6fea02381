package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.number.ExactNumbers;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.event.EventReader;
import org.jspecify.annotations.Nullable;

/** The values of fields as objects. */
final class FieldValues {
  private FieldValues() {}

  /** Returns a field's value; null if it is missing. */
  static @Nullable Object read(EventReader event, FieldRead field) {
    int position = event.find(field.field());
    if (position == EventReader.MISSING) {
      return null;
    }
    return switch (field.type()) {
      case I64 -> event.longAt(position);
      case U64 -> ExactNumbers.ofUnsigned(event.longAt(position));
      case F64 -> event.doubleAt(position);
      case BOOL -> event.booleanAt(position);
      case STRING -> event.textAt(position);
      case BYTES -> event.bytesAt(position);
      case ARRAY -> event.arrayAt(position);
      case NULL, NUMBER -> throw new IllegalArgumentException("No field has this type: " + field);
    };
  }
}
