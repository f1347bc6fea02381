package dev.weir.rules;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A case of a conformance table.
 *
 * @param values of the case by name
 */
public record ConformanceCase(Map<String, Object> values) {
  private static final double NANOS = 1e9;

  /** The fields and types of all tables. */
  public static EventSchema schema() {
    EventSchema.Builder schema = EventSchema.builder();
    for (String name : List.of("i", "i2", "n.b-c", "n.and")) {
      schema.field(name, FieldType.I64);
    }
    schema.field("u", FieldType.U64);
    schema.field("u2", FieldType.U64);
    schema.field("f", FieldType.F64);
    schema.field("b", FieldType.BOOL);
    for (String name : List.of("s", "t", "n.a", "my field", "k", "k2")) {
      schema.field(name, FieldType.STRING);
    }
    schema.field("x", FieldType.BYTES);
    schema.field("y", FieldType.BYTES);
    schema.field("l", FieldType.STRING_ARRAY);
    for (String name : List.of("process", "network", "file", "my type")) {
      schema.type(name);
    }
    schema.type("dns", "network");
    return schema.build();
  }

  /** Reads a table, which is a resource beside this class. */
  public static List<ConformanceCase> read(String table) {
    LoadSettings settings = LoadSettings.builder().setLabel(table).build();
    try (InputStream in =
        Objects.requireNonNull(ConformanceCase.class.getResourceAsStream(table), table)) {
      List<ConformanceCase> cases = new ArrayList<>();
      for (Object item : (List<?>) new Load(settings).loadFromInputStream(in)) {
        cases.add(new ConformanceCase(map(item)));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** Returns a text of the case. */
  public String text(String name) {
    return (String) Objects.requireNonNull(values.get(name), name);
  }

  public String query() {
    return text("query");
  }

  /** Returns the expected matches; those of queries of single events are single indexes. */
  public List<List<Integer>> matches() {
    List<List<Integer>> matches = new ArrayList<>();
    for (Object match : (List<?>) Objects.requireNonNull(values.get("matches"))) {
      List<Integer> indexes = new ArrayList<>();
      for (Object index : match instanceof List<?> several ? several : List.of(match)) {
        indexes.add((Integer) index);
      }
      matches.add(indexes);
    }
    return matches;
  }

  /** Returns the events, whose entity keys are their indexes. */
  public List<Event> events(EventSchema schema) {
    List<Event> events = new ArrayList<>();
    for (Object item : (List<?>) Objects.requireNonNull(values.get("events"))) {
      events.add(event(schema, map(item), events.size()));
    }
    return events;
  }

  private static Event event(EventSchema schema, Map<String, Object> given, int index) {
    double seconds = ((Number) given.getOrDefault("time", index)).doubleValue();
    long nanos = Math.round(seconds * NANOS);
    String type = (String) given.getOrDefault("type", "process");
    EventBuilder builder =
        new EventBuilder(schema)
            .type(schema.type(type).map(EventType::id).orElseThrow())
            .times(nanos, nanos)
            .entity(0, index);
    given.forEach(
        (name, value) -> {
          if (!name.equals("time") && !name.equals("type")) {
            set(builder, schema.field(name).orElseThrow(), value);
          }
        });
    return builder.build();
  }

  private static void set(EventBuilder builder, Field field, Object value) {
    switch (field.type()) {
      case I64 -> builder.i64(field.id(), ((Number) value).longValue());
      case U64 -> builder.u64(field.id(), ((Number) value).longValue());
      case F64 -> builder.f64(field.id(), (Double) value);
      case BOOL -> builder.bool(field.id(), (Boolean) value);
      case STRING -> builder.text(field.id(), (String) value);
      case BYTES -> builder.bytes(field.id(), HexFormat.of().parseHex((String) value));
      default -> builder.array(field.id(), field.type(), (List<?>) value);
    }
  }

  @Override
  public String toString() {
    return query();
  }
}
