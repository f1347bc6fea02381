package dev.weir.rules.input;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds types that hold all values of the events: integers, with floats {@code f64}, above the
 * range of {@code i64} {@code u64}.
 */
public final class SchemaInference {
  private final EventNames names;
  private final Map<String, FieldType> fields = new LinkedHashMap<>();
  private final Set<String> types = new LinkedHashSet<>();

  /** Paths of fields that hold a negative integer, and so cannot be U64. */
  private final Set<String> negative = new LinkedHashSet<>();

  /** Paths of arrays that are empty so far. */
  private final Set<String> emptyArrays = new LinkedHashSet<>();

  public SchemaInference(EventNames names) {
    this.names = names;
  }

  /**
   * Takes the fields of an event into account, but for its time, which can have several forms.
   *
   * @throws InputException if no type holds a value and those before it
   */
  public void add(RawEvent event) throws InputException {
    Object type = event.fields().get(names.type());
    if (type instanceof String name && !name.isEmpty() && !name.equals("any")) {
      types.add(name);
    }
    for (Map.Entry<String, Object> field : event.fields().entrySet()) {
      if (!field.getKey().equals(names.time())) {
        add(field.getKey(), field.getValue());
      }
    }
  }

  private void add(String path, Object value) throws InputException {
    if (value instanceof List<?> list) {
      if (list.isEmpty() && !fields.containsKey(path)) {
        emptyArrays.add(path);
      }
      for (Object element : list) {
        merge(path, scalar(path, element).array());
      }
    } else {
      merge(path, scalar(path, value));
    }
  }

  private FieldType scalar(String path, Object value) {
    if (value instanceof Long number) {
      if (number < 0) {
        negative.add(path);
      }
      return FieldType.I64;
    }
    if (value instanceof BigInteger) {
      return FieldType.U64;
    }
    if (value instanceof Double) {
      return FieldType.F64;
    }
    return value instanceof Boolean ? FieldType.BOOL : FieldType.STRING;
  }

  private void merge(String path, FieldType added) throws InputException {
    FieldType known = fields.getOrDefault(path, added);
    if (known != added
        && !(isNumber(known) && isNumber(added) && known.isArray() == added.isArray())) {
      throw new InputException(
          "The field %s holds %s and %s; give it one type"
              .formatted(path, known.label(), added.label()));
    }
    FieldType element = wider(path, known.element(), added.element());
    fields.put(path, known.isArray() ? element.array() : element);
  }

  private FieldType wider(String path, FieldType one, FieldType other) {
    if (one == FieldType.F64 || other == FieldType.F64) {
      return FieldType.F64;
    }
    boolean isUnsigned = one == FieldType.U64 || other == FieldType.U64;
    if (isUnsigned) {
      return negative.contains(path) ? FieldType.F64 : FieldType.U64;
    }
    return one;
  }

  private static boolean isNumber(FieldType type) {
    return switch (type.element()) {
      case I64, U64, F64 -> true;
      default -> false;
    };
  }

  /** Returns the schema of the events so far. */
  public EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    fields.forEach(builder::field);
    for (String path : emptyArrays) {
      if (!fields.containsKey(path)) {
        builder.field(path, FieldType.STRING_ARRAY);
      }
    }
    types.forEach(builder::type);
    return builder.build();
  }
}
