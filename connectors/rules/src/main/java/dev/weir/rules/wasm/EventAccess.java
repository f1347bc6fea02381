package dev.weir.rules.wasm;

import com.dylibso.chicory.runtime.Memory;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event of the evaluation at hand, as the functions of the host read it for one instance. */
final class EventAccess {
  /** The result for a name that the schema does not have, and for a value that is missing. */
  static final int NONE = -1;

  private final EventSchema schema;
  private final FieldType[] types;
  private @Nullable EventReader event;

  EventAccess(EventSchema schema) {
    this.schema = schema;
    this.types = schema.fields().stream().map(Field::type).toArray(FieldType[]::new);
  }

  void setEvent(EventReader next) {
    event = next;
  }

  void clear() {
    event = null;
  }

  int fieldId(String path) {
    return schema.field(path).map(Field::id).orElse(NONE);
  }

  /** Returns the number of a field's type. */
  int fieldType(int field) {
    return switch (type(field)) {
      case I64 -> 1;
      case U64 -> 2;
      case F64 -> 3;
      case BOOL -> 4;
      case STRING -> 5;
      case BYTES -> 6;
      case I64_ARRAY -> 7;
      case U64_ARRAY -> 8;
      case F64_ARRAY -> 9;
      case BOOL_ARRAY -> 10;
      case STRING_ARRAY -> 11;
      case BYTES_ARRAY -> 12;
    };
  }

  int typeId(String name) {
    return schema.type(name).map(type -> type.id()).orElse(NONE);
  }

  boolean isOfType(int type) {
    if (type < 0 || type > schema.types().size()) {
      throw new EventAccessException("it asks for the event type " + type + ", an unknown id");
    }
    return schema.matches(type, event().type());
  }

  EventReader event() {
    EventReader current = event;
    if (current == null) {
      throw new EventAccessException("it reads an event outside of pred_eval");
    }
    return current;
  }

  boolean has(int field) {
    type(field);
    return event().find(field) != EventReader.MISSING;
  }

  long number(int field, FieldType type) {
    return event().longAt(position(field, type));
  }

  double real(int field) {
    return event().doubleAt(position(field, FieldType.F64));
  }

  boolean truth(int field) {
    return event().booleanAt(position(field, FieldType.BOOL));
  }

  /** Writes a text or bytes if the capacity suffices; returns their length, or {@link #NONE}. */
  int copy(int field, FieldType type, Memory memory, int address, int capacity) {
    check(field, type);
    int position = event().find(field);
    if (position == EventReader.MISSING) {
      return NONE;
    }
    byte[] value =
        type == FieldType.STRING
            ? event().textAt(position).getBytes(StandardCharsets.UTF_8)
            : event().bytesAt(position);
    return write(value, memory, address, capacity);
  }

  /** Returns the number of elements of an array, or {@link #NONE}. */
  int arrayLength(int field) {
    if (!type(field).isArray()) {
      throw new EventAccessException(
          "it reads the field %s of type %s as an array"
              .formatted(schema.field(field).path(), type(field).label()));
    }
    int position = event().find(field);
    return position == EventReader.MISSING ? NONE : event().arrayAt(position).size();
  }

  /** Returns an element of an array whose elements are of a type. */
  Object element(int field, FieldType type, int index) {
    List<Object> elements = event().arrayAt(position(field, type.array()));
    if (index < 0 || index >= elements.size()) {
      throw new EventAccessException(
          "it reads the element %d of the field %s, which has %d"
              .formatted(index, schema.field(field).path(), elements.size()));
    }
    return elements.get(index);
  }

  /** Writes an element as {@link #copy} does. */
  int copyElement(int field, FieldType type, int index, Memory memory, int address, int capacity) {
    Object element = element(field, type, index);
    byte[] value =
        element instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) element;
    return write(value, memory, address, capacity);
  }

  private static int write(byte[] value, Memory memory, int address, int capacity) {
    // The capacity is unsigned, as sizes are in WebAssembly.
    if (value.length <= Integer.toUnsignedLong(capacity)) {
      memory.write(address, value);
    }
    return value.length;
  }

  /** Returns where a value is that must be there. */
  private int position(int field, FieldType type) {
    check(field, type);
    int position = event().find(field);
    if (position == EventReader.MISSING) {
      throw new EventAccessException(
          "it reads the field %s, which the event does not have; ask event_has first"
              .formatted(schema.field(field).path()));
    }
    return position;
  }

  private void check(int field, FieldType asked) {
    FieldType type = type(field);
    if (type != asked) {
      throw new EventAccessException(
          "it reads the field %s of type %s as %s"
              .formatted(schema.field(field).path(), type.label(), asked.label()));
    }
  }

  private FieldType type(int field) {
    if (field < 1 || field > types.length) {
      throw new EventAccessException("it reads the field " + field + ", an unknown id");
    }
    return types[field - 1];
  }
}
