package dev.weir.rules.input;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventException;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** Builds events of a schema. Fields that the schema does not have are left out. */
public final class EventFactory {
  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  private final EventSchema schema;
  private final EventNames names;

  public EventFactory(EventSchema schema, EventNames names) {
    this.schema = schema;
    this.names = names;
  }

  /**
   * Returns the event.
   *
   * @param nanos its time, if it has none of its own
   * @throws InputException if it has no time, or a value does not fit its field
   */
  public Event event(RawEvent raw, Optional<Long> nanos) throws InputException {
    Object time = raw.fields().get(names.time());
    if (time == null && nanos.isEmpty()) {
      throw new InputException("The event has no " + names.time() + ", which is its time");
    }
    long eventNanos = time == null ? nanos.orElseThrow() : EventTimes.nanos(names.time(), time);
    EventBuilder builder = new EventBuilder(schema).type(type(raw)).times(eventNanos, eventNanos);
    setEntity(builder, raw);
    try {
      for (Map.Entry<String, Object> entry : raw.fields().entrySet()) {
        Optional<Field> field = schema.field(entry.getKey());
        if (field.isPresent()) {
          set(builder, field.get(), entry.getValue());
        }
      }
      return builder.build();
    } catch (EventException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private int type(RawEvent raw) {
    return raw.fields().get(names.type()) instanceof String name
        ? schema.type(name).map(EventType::id).orElse(EventType.ANY)
        : EventType.ANY;
  }

  private void setEntity(EventBuilder builder, RawEvent raw) {
    Object key = names.key().map(name -> raw.fields().get(name)).orElse(null);
    if (key == null) {
      builder.entity(0, 0);
    } else if (key instanceof Long number) {
      builder.entity(0, number);
    } else {
      byte[] text = key.toString().getBytes(StandardCharsets.UTF_8);
      builder.entity(HASH.hash(text, 0, text.length, 0), HASH.hash(text, 0, text.length, 1));
    }
  }

  private static void set(EventBuilder builder, Field field, Object value) throws InputException {
    int id = field.id();
    if (field.type().isArray()) {
      if (!(value instanceof List<?> list)) {
        throw mismatch(field, value);
      }
      List<Object> elements = new ArrayList<>();
      for (Object element : list) {
        elements.add(scalar(field, element));
      }
      builder.array(id, field.type(), elements);
      return;
    }
    Object scalar = scalar(field, value);
    switch (field.type()) {
      case I64 -> builder.i64(id, (Long) scalar);
      case U64 -> builder.u64(id, (Long) scalar);
      case F64 -> builder.f64(id, (Double) scalar);
      case BOOL -> builder.bool(id, (Boolean) scalar);
      case STRING -> builder.text(id, (String) scalar);
      default -> builder.bytes(id, (byte[]) scalar);
    }
  }

  /** Returns a value as the elements of arrays have it. */
  private static Object scalar(Field field, Object value) throws InputException {
    FieldType type = field.type().element();
    if (type == FieldType.I64 && value instanceof Long) {
      return value;
    }
    if (type == FieldType.U64 && (value instanceof BigInteger || isNatural(value))) {
      return ((Number) value).longValue();
    }
    if (type == FieldType.F64 && value instanceof Number number) {
      return number.doubleValue();
    }
    if (type == FieldType.BOOL && value instanceof Boolean) {
      return value;
    }
    if (type == FieldType.STRING && value instanceof String) {
      return value;
    }
    if (type == FieldType.BYTES && value instanceof String text) {
      return bytes(field, text);
    }
    throw mismatch(field, value);
  }

  private static boolean isNatural(Object value) {
    return value instanceof Long number && number >= 0;
  }

  private static byte[] bytes(Field field, String text) throws InputException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "The field " + field.path() + " holds a text that is not Base64, the form of bytes");
    }
  }

  private static InputException mismatch(Field field, Object value) {
    String found =
        value instanceof List ? "a list" : value instanceof String ? "a string" : value.toString();
    return new InputException(
        "The field %s holds %s; its type is %s"
            .formatted(field.path(), found, field.type().label()));
  }
}
