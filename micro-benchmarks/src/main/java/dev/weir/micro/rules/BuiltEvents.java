package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Ways to build an event of given values, and their gate. */
final class BuiltEvents {
  /** A power of two, so that the next values cost no division. */
  static final int VALUES = 1 << 10;

  static final int FIELDS = 100;

  private static final long SEED = 20_260_711;
  private static final int TYPE = 2;

  private final EventSchema schema;
  private final int[] shuffled = new int[FIELDS];
  private final long[] numbers = new long[VALUES];
  private final String[] texts = new String[VALUES];

  /** What an event is at least; the limit of building one. */
  record PlainEvent(int type, long monotonicNanos, long wallNanos, long high, long low) {}

  BuiltEvents() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.type("process");
    builder.type("network");
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < FIELDS; i++) {
      builder.field("field_" + i, i % 2 == 0 ? FieldType.I64 : FieldType.STRING);
      int other = random.nextInt(i + 1);
      shuffled[i] = shuffled[other];
      shuffled[other] = i;
    }
    schema = builder.build();
    for (int i = 0; i < VALUES; i++) {
      numbers[i] = random.nextLong(1L << 40);
      texts[i] = "/usr/bin/tool-" + random.nextInt(1_000);
    }
  }

  private EventBuilder begin(int i) {
    return new EventBuilder(schema)
        .type(TYPE)
        .times(numbers[i], numbers[i] + 1)
        .entity(0, numbers[i]);
  }

  Event minimal(int i) {
    return begin(i).build();
  }

  PlainEvent minimalRecord(int i) {
    return new PlainEvent(TYPE, numbers[i], numbers[i] + 1, 0, numbers[i]);
  }

  Event oneField(int i) {
    return begin(i).i64(1, numbers[i]).build();
  }

  Event fourFields(int i) {
    return begin(i).i64(1, numbers[i]).text(2, texts[i]).i64(3, ~numbers[i]).text(4, "").build();
  }

  Map<String, Object> fourFieldsAsMap(int i) {
    Map<String, Object> map = new HashMap<>();
    map.put("type", TYPE);
    map.put("monotonic", numbers[i]);
    map.put("wall", numbers[i] + 1);
    map.put("entity", numbers[i]);
    map.put("field_0", numbers[i]);
    map.put("field_1", texts[i]);
    map.put("field_2", ~numbers[i]);
    map.put("field_3", "");
    return map;
  }

  /** Sets 100 fields in the order of their ids. */
  Event hundredFields(int i) {
    EventBuilder builder = begin(i);
    for (int field = 0; field < FIELDS; field++) {
      set(builder, field, i);
    }
    return builder.build();
  }

  /** Sets 100 fields in random order, which the builder sorts. */
  Event hundredFieldsShuffled(int i) {
    EventBuilder builder = begin(i);
    for (int field : shuffled) {
      set(builder, field, i);
    }
    return builder.build();
  }

  private void set(EventBuilder builder, int field, int i) {
    if (field % 2 == 0) {
      builder.i64(field + 1, numbers[i] + field);
    } else {
      builder.text(field + 1, texts[i]);
    }
  }

  /**
   * Passes if all contenders build what the values say.
   *
   * @throws IllegalStateException if one does not
   */
  void check() {
    for (int i = 0; i < VALUES; i++) {
      checkEnvelope("the minimal event", minimal(i), i);
      Agreement.requireEqual("the minimal event", "its fields", 0, fields(minimal(i)));
      checkEnvelope("the event of one field", oneField(i), i);
      Agreement.requireEqual("the event of one field", "its fields", 1, fields(oneField(i)));
      checkFour(fourFields(i), fourFieldsAsMap(i));
      checkHundred("the event of 100 fields", hundredFields(i), i);
      checkHundred("the event of 100 shuffled fields", hundredFieldsShuffled(i), i);
    }
  }

  void checkEnvelope(String who, Event event, int i) {
    PlainEvent plain = minimalRecord(i);
    Agreement.requireEqual(who, "the type", plain.type(), event.type());
    Agreement.requireEqual(who, "the time", plain.monotonicNanos(), event.monotonicNanos());
    Agreement.requireEqual(who, "the time of day", plain.wallNanos(), event.wallNanos());
    Agreement.requireEqual(who, "half of the key", plain.high(), event.entityHigh());
    Agreement.requireEqual(who, "the other half", plain.low(), event.entityLow());
  }

  void checkFour(Event event, Map<String, Object> map) {
    Agreement.requireEqual("the event of four fields", "its fields", 4, fields(event));
    Agreement.requireEqual("the map", "the time", event.monotonicNanos(), map.get("monotonic"));
    Agreement.requireEqual("the map", "a number", event.longAt(event.find(1)), map.get("field_0"));
    Agreement.requireEqual("the map", "a text", event.textAt(event.find(2)), map.get("field_1"));
    Agreement.requireEqual("the map", "a number", event.longAt(event.find(3)), map.get("field_2"));
    Agreement.requireEqual("the map", "a text", event.textAt(event.find(4)), map.get("field_3"));
  }

  void checkHundred(String who, Event event, int i) {
    checkEnvelope(who, event, i);
    for (int field = 0; field < FIELDS; field++) {
      int position = event.find(field + 1);
      Agreement.requireEqual(who, "the position of field " + field, field, position);
      Agreement.requireEqual(
          who,
          "field " + field,
          field % 2 == 0 ? (Object) (numbers[i] + field) : texts[i],
          field % 2 == 0 ? (Object) event.longAt(position) : event.textAt(position));
    }
  }

  private static int fields(Event event) {
    int found = 0;
    for (int field = 1; field <= FIELDS; field++) {
      found += event.find(field) == EventReader.MISSING ? 0 : 1;
    }
    return found;
  }
}
