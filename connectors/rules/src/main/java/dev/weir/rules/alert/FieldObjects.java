package dev.weir.rules.alert;

import dev.weir.rules.eql.number.TextNumbers;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values of fields as JSON has them: Long, BigInteger, Double, Boolean, String, List. */
final class FieldObjects {
  private final EventSchema schema;
  private final List<Field> byPath;

  FieldObjects(EventSchema schema) {
    this.schema = schema;
    this.byPath = schema.fields().stream().sorted(Comparator.comparing(Field::path)).toList();
  }

  /** Returns the value of a field; empty if it is missing. Bytes are Base64. */
  Optional<Object> value(EventReader event, int id) {
    int position = event.find(id);
    if (position == EventReader.MISSING) {
      return Optional.empty();
    }
    Field field = schema.field(id);
    return Optional.of(
        switch (field.type()) {
          case I64 -> event.longAt(position);
          case U64 -> unsigned(event.longAt(position));
          case F64 -> event.doubleAt(position);
          case BOOL -> event.booleanAt(position);
          case STRING -> event.textAt(position);
          case BYTES -> base64(event.bytesAt(position));
          case U64_ARRAY ->
              event.arrayAt(position).stream().map(bits -> unsigned((Long) bits)).toList();
          default -> event.arrayAt(position).stream().map(FieldObjects::element).toList();
        });
  }

  /** Returns a value as text, which is the same in each JDK. */
  static String text(Object value) {
    return value instanceof List<?> elements
        ? elements.stream().map(TextNumbers::of).collect(Collectors.joining(", ", "[", "]"))
        : TextNumbers.of(value);
  }

  /** Returns the fields of the schema, by id. */
  List<Field> fields() {
    return schema.fields();
  }

  /** Returns the fields of the schema, by path. */
  List<Field> fieldsByPath() {
    return byPath;
  }

  /** Returns the name of an event's type. */
  String typeName(EventReader event) {
    return schema.typeName(event.type());
  }

  private static Object element(Object value) {
    return value instanceof byte[] bytes ? base64(bytes) : value;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Object unsigned(long bits) {
    return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
  }
}
