package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Events that have 50 of the 100 fields of their schema, those with odd ids, in three forms: as
 * events, as rows of an Arrow batch, and as hash maps. They pass a gate.
 */
final class WideEvents implements AutoCloseable {
  static final int FIELDS = 100;

  /** Fields that an event has. */
  static final int PRESENT = FIELDS / 2;

  /** A power of two, so that the next one costs no division. */
  static final int EVENTS = 1 << 8;

  /** Fields that are looked up in turn; a power of two. */
  static final int LOOKUPS = 1 << 10;

  private static final long SEED = 20_260_710;

  /** In turn. Their number is odd, so that fields with odd ids have all types. */
  private static final List<FieldType> TYPES =
      List.of(FieldType.I64, FieldType.F64, FieldType.STRING, FieldType.BOOL, FieldType.U64);

  private final EventSchema schema;
  private final List<Map<Integer, Object>> maps = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final BufferAllocator allocator = new RootAllocator();
  private final EventBatch batch;

  WideEvents() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.type("process");
    for (int id = 1; id <= FIELDS; id++) {
      builder.field("group_" + id % 7 + ".field_" + id, typeOf(id));
    }
    schema = builder.build();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < EVENTS; i++) {
      Map<Integer, Object> values = values(random);
      maps.add(values);
      events.add(event(values));
    }
    batch = EventBatch.of(schema, events, allocator);
  }

  static FieldType typeOf(int id) {
    return TYPES.get(id % TYPES.size());
  }

  private static Map<Integer, Object> values(SplittableRandom random) {
    Map<Integer, Object> values = new HashMap<>();
    for (int id = 1; id <= FIELDS; id += 2) {
      values.put(id, value(typeOf(id), random));
    }
    return values;
  }

  private static Object value(FieldType type, SplittableRandom random) {
    return switch (type) {
      case F64 -> random.nextDouble();
      case STRING -> "value-" + random.nextInt(1_000_000);
      case BOOL -> random.nextBoolean();
      default -> random.nextLong(1_000_000);
    };
  }

  private Event event(Map<Integer, Object> values) {
    EventBuilder builder = new EventBuilder(schema).type(1).times(0, 0).entity(0, 0);
    for (int id = 1; id <= FIELDS; id += 2) {
      Object value = Objects.requireNonNull(values.get(id));
      switch (typeOf(id)) {
        case F64 -> builder.f64(id, (Double) value);
        case STRING -> builder.text(id, (String) value);
        case BOOL -> builder.bool(id, (Boolean) value);
        case I64 -> builder.i64(id, (Long) value);
        default -> builder.u64(id, (Long) value);
      }
    }
    return builder.build();
  }

  Event event(int index) {
    return events.get(index);
  }

  /** Returns the row of an event; the same object for all rows. */
  BatchRow row(int index) {
    BatchRow row = batch.row();
    row.select(index);
    return row;
  }

  Map<Integer, Object> map(int index) {
    return maps.get(index);
  }

  /** Returns the id of a field that events have, from 0 for the first one. */
  static int present(int index) {
    return 2 * index + 1;
  }

  /** Returns ids of fields that events have, of some type, in random order. */
  static int[] anyPresent(FieldType type) {
    return any(
        IntStream.range(0, PRESENT)
            .map(WideEvents::present)
            .filter(id -> typeOf(id) == type)
            .toArray());
  }

  static int[] anyPresent() {
    return any(IntStream.range(0, PRESENT).map(WideEvents::present).toArray());
  }

  /** Returns ids of fields that no event has, in random order. */
  static int[] anyMissing() {
    return any(IntStream.range(0, PRESENT).map(index -> present(index) + 1).toArray());
  }

  private static int[] any(int[] ids) {
    SplittableRandom random = new SplittableRandom(SEED);
    return IntStream.range(0, LOOKUPS).map(i -> ids[random.nextInt(ids.length)]).toArray();
  }

  /**
   * Passes if all forms have the same fields with the same values.
   *
   * @throws IllegalStateException if they have not
   */
  void check() {
    for (int i = 0; i < EVENTS; i++) {
      checkReader("the event", event(i), i);
      checkReader("the row", row(i), i);
    }
  }

  void checkReader(String who, EventReader reader, int index) {
    for (int id = 1; id <= FIELDS; id++) {
      Agreement.requireEqual(
          who, "field " + id + " of event " + index, map(index).get(id), read(reader, id));
    }
  }

  static @Nullable Object read(EventReader reader, int id) {
    int position = reader.find(id);
    if (position == EventReader.MISSING) {
      return null;
    }
    return switch (typeOf(id)) {
      case F64 -> reader.doubleAt(position);
      case STRING -> reader.textAt(position);
      case BOOL -> reader.booleanAt(position);
      default -> reader.longAt(position);
    };
  }

  /** Releases the batch. */
  @Override
  public void close() {
    batch.close();
    allocator.close();
  }
}
