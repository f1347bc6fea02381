package dev.weir.rules.sequence;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Events in the notation of tests, separated by spaces: {@code TYPE@SECONDS}, then {@code
 * ;FIELD=VALUE} for each field; {@code k=1} by default, {@code k=} for no k. Fields: k and n (I64),
 * u (U64), f (F64), t (Bool), s (String), x (Bytes, in digits).
 */
final class Streams {
  static final EventSchema SCHEMA = schema();

  private Streams() {}

  private static EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    for (String type : List.of("a", "b", "c", "d", "e")) {
      builder.type(type);
    }
    builder.type("a1", "a");
    builder.field("k", FieldType.I64);
    builder.field("n", FieldType.I64);
    builder.field("u", FieldType.U64);
    builder.field("f", FieldType.F64);
    builder.field("t", FieldType.BOOL);
    builder.field("s", FieldType.STRING);
    builder.field("x", FieldType.BYTES);
    builder.field("l", FieldType.STRING_ARRAY);
    return builder.build();
  }

  /** An event of a stream. */
  record Item(String type, long seconds, Map<String, String> fields) {
    Event event() {
      return event(0);
    }

    /** Returns the event with an id, as its entity key. */
    Event event(long id) {
      return event(TimeUnit.SECONDS.toNanos(seconds), id);
    }

    /** Returns the event with another time. */
    Event at(long nanos) {
      return event(nanos, 0);
    }

    private Event event(long nanos, long id) {
      EventBuilder builder =
          new EventBuilder(SCHEMA).type(typeId(type)).times(nanos, nanos).entity(0, id);
      fields.forEach((field, value) -> set(builder, field, value));
      return builder.build();
    }

    @Override
    public String toString() {
      return type
          + "@"
          + seconds
          + fields.entrySet().stream()
              .map(field -> ";" + field.getKey() + "=" + field.getValue())
              .collect(Collectors.joining());
    }
  }

  private static void set(EventBuilder builder, String field, String value) {
    int id = fieldId(field);
    switch (SCHEMA.field(id).type()) {
      case I64 -> builder.i64(id, Long.parseLong(value));
      case U64 -> builder.u64(id, Long.parseUnsignedLong(value));
      case F64 -> builder.f64(id, Double.parseDouble(value));
      case BOOL -> builder.bool(id, Boolean.parseBoolean(value));
      case STRING -> builder.text(id, value);
      case BYTES -> builder.bytes(id, value.getBytes(StandardCharsets.UTF_8));
      default -> throw new IllegalArgumentException(field);
    }
  }

  static int typeId(String name) {
    return name.equals(EventType.ANY_NAME) ? EventType.ANY : SCHEMA.type(name).orElseThrow().id();
  }

  static int fieldId(String path) {
    return SCHEMA.field(path).orElseThrow().id();
  }

  static List<Item> parse(String text) {
    List<Item> items = new ArrayList<>();
    for (String token : text.split(" ", -1)) {
      String[] parts = token.split(";", -1);
      String[] typeAndTime = parts[0].split("@", -1);
      Map<String, String> fields = new TreeMap<>(Map.of("k", "1"));
      for (int i = 1; i < parts.length; i++) {
        String[] field = parts[i].split("=", -1);
        if (field[1].isEmpty()) {
          fields.remove(field[0]);
        } else {
          fields.put(field[0], field[1]);
        }
      }
      items.add(new Item(typeAndTime[0], Long.parseLong(typeAndTime[1]), fields));
    }
    return items;
  }

  static Item item(String text) {
    return parse(text).get(0);
  }
}
