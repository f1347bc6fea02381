package dev.weir.rules.sequence;

import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.Field;

/** The value of a field as a join key. */
public record FieldKey(Field field) implements KeyReader {
  public FieldKey {
    if (field.type().isArray()) {
      throw new SequenceException(
          "The field %s cannot be a join key: it is an %s"
              .formatted(field.path(), field.type().label()));
    }
  }

  @Override
  public boolean read(EventReader event, KeyWriter key) {
    int position = event.find(field.id());
    if (position == EventReader.MISSING) {
      return false;
    }
    switch (field.type()) {
      case I64 -> key.writeLong(event.longAt(position));
      case U64 -> key.writeUnsigned(event.longAt(position));
      case F64 -> key.writeDouble(event.doubleAt(position));
      case BOOL -> key.writeBoolean(event.booleanAt(position));
      case STRING -> event.copyText(position, key);
      case BYTES -> key.writeBytes(event.bytesAt(position));
      case I64_ARRAY, U64_ARRAY, F64_ARRAY, BOOL_ARRAY, STRING_ARRAY, BYTES_ARRAY ->
          throw new IllegalStateException("An array is no key");
    }
    return true;
  }
}
