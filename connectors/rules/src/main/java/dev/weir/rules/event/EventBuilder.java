package dev.weir.rules.event;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds one event. Type, both times and the entity key are mandatory; each field is set at most
 * once, with a value of its type in the schema. A violation throws {@link EventException}.
 */
public final class EventBuilder {
  private static final int INITIAL_CAPACITY = 8;
  private static final int NO_FIELD = 0;

  /** Of an event without fields: arrays that nobody writes to. */
  private static final int[] NO_FIELDS = {};

  private static final long[] NO_NUMBERS = {};
  private static final @Nullable Object[] NO_OBJECTS = {};

  private final EventSchema schema;
  private int type = -1;
  private long monotonicNanos;
  private long wallNanos;
  private long entityHigh;
  private long entityLow;
  private boolean hasTimes;
  private boolean hasEntity;
  private int size;
  private int[] fields = NO_FIELDS;
  private long[] numbers = NO_NUMBERS;
  private @Nullable Object[] objects = NO_OBJECTS;

  public EventBuilder(EventSchema schema) {
    this.schema = schema;
  }

  /** Sets the type: an id of the schema, or {@link EventType#ANY} for a type that it lacks. */
  public EventBuilder type(int id) {
    if (id < 0 || id > schema.types().size()) {
      throw new EventException("The schema has no event type with the id " + id);
    }
    type = id;
    return this;
  }

  /**
   * Sets both times.
   *
   * @param monotonic orders events and measures spans, in nanoseconds
   * @param wall the time of day, in nanoseconds since the epoch
   */
  public EventBuilder times(long monotonic, long wall) {
    monotonicNanos = monotonic;
    wallNanos = wall;
    hasTimes = true;
    return this;
  }

  /** Sets the entity key, by its upper and lower 64 bits. */
  public EventBuilder entity(long high, long low) {
    entityHigh = high;
    entityLow = low;
    hasEntity = true;
    return this;
  }

  public EventBuilder i64(int field, long value) {
    int position = slot(field, FieldType.I64);
    numbers[position] = value;
    return this;
  }

  /** Sets a U64 by its bits. */
  public EventBuilder u64(int field, long bits) {
    int position = slot(field, FieldType.U64);
    numbers[position] = bits;
    return this;
  }

  public EventBuilder f64(int field, double value) {
    int position = slot(field, FieldType.F64);
    numbers[position] = Double.doubleToRawLongBits(value);
    return this;
  }

  public EventBuilder bool(int field, boolean value) {
    int position = slot(field, FieldType.BOOL);
    numbers[position] = value ? 1 : 0;
    return this;
  }

  public EventBuilder text(int field, String value) {
    int position = slot(field, FieldType.STRING);
    objects[position] = value;
    return this;
  }

  public EventBuilder bytes(int field, byte[] value) {
    int position = slot(field, FieldType.BYTES);
    objects[position] = value.clone();
    return this;
  }

  /**
   * Sets an array.
   *
   * @param type the array type
   * @param elements as {@link EventReader#arrayAt} returns them
   */
  public EventBuilder array(int field, FieldType type, List<?> elements) {
    elements.forEach(element -> checkElement(field, type, element));
    int position = slot(field, type);
    objects[position] = List.copyOf(elements);
    return this;
  }

  /** Returns the event. */
  public Event build() {
    if (type < 0 || !hasTimes || !hasEntity) {
      throw new EventException(
          "The event has no " + (type < 0 ? "type" : hasTimes ? "entity key" : "times"));
    }
    return new Event(
        type,
        monotonicNanos,
        wallNanos,
        entityHigh,
        entityLow,
        size == 0 ? NO_FIELDS : Arrays.copyOf(fields, size),
        size == 0 ? NO_NUMBERS : Arrays.copyOf(numbers, size),
        size == 0 ? NO_OBJECTS : Arrays.copyOf(objects, size));
  }

  /** Returns the position for a field's value, which keeps the ids sorted. */
  private int slot(int id, FieldType given) {
    if (id <= NO_FIELD || id > schema.fields().size()) {
      throw new EventException("The schema has no field with the id " + id);
    }
    Field field = schema.field(id);
    if (field.type() != given) {
      throw new EventException(
          "The field %s is of type %s, not %s"
              .formatted(field.path(), field.type().label(), given.label()));
    }
    int position = size;
    while (position > 0 && fields[position - 1] >= id) {
      position--;
    }
    if (position < size && fields[position] == id) {
      throw new EventException("The field " + field.path() + " is set twice");
    }
    insert(position, id);
    return position;
  }

  private void insert(int position, int id) {
    if (size == fields.length) {
      int capacity = Math.max(INITIAL_CAPACITY, 2 * size);
      fields = Arrays.copyOf(fields, capacity);
      numbers = Arrays.copyOf(numbers, capacity);
      objects = Arrays.copyOf(objects, capacity);
    }
    System.arraycopy(fields, position, fields, position + 1, size - position);
    System.arraycopy(numbers, position, numbers, position + 1, size - position);
    System.arraycopy(objects, position, objects, position + 1, size - position);
    fields[position] = id;
    numbers[position] = 0;
    objects[position] = null;
    size++;
  }

  private void checkElement(int field, FieldType type, Object element) {
    boolean fits =
        switch (type.element()) {
          case I64, U64 -> element instanceof Long;
          case F64 -> element instanceof Double;
          case BOOL -> element instanceof Boolean;
          case STRING -> element instanceof String;
          default -> element instanceof byte[];
        };
    if (!fits || !type.isArray()) {
      throw new EventException(
          "An element of the field %s is no %s"
              .formatted(schema.field(field).path(), type.element().label()));
    }
  }
}
