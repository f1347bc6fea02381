package dev.weir.rules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import dev.weir.rules.sequence.CapturedFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Events as objects, as bytes and as rows of a batch. */
class EventTest {
  private static final EventSchema SCHEMA = schema();

  /** Two fields of each type. */
  private static EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    for (FieldType type : FieldType.values()) {
      builder.field(type.name() + ".one", type);
      builder.field(type.name() + ".two", type);
    }
    builder.type("process");
    builder.type("network");
    return builder.build();
  }

  private static EventBuilder builder() {
    return new EventBuilder(SCHEMA).type(1).times(1, 2).entity(3, 4);
  }

  private static int id(String path) {
    return SCHEMA.field(path).orElseThrow().id();
  }

  private static Event random(Random random) {
    EventBuilder builder =
        new EventBuilder(SCHEMA)
            .type(random.nextInt(3))
            .times(random.nextLong(), random.nextLong())
            .entity(random.nextLong(), random.nextLong());
    List<Field> fields = new ArrayList<>(SCHEMA.fields());
    Collections.shuffle(fields, random);
    for (Field field : fields.subList(0, random.nextInt(fields.size()))) {
      set(builder, field, random);
    }
    return builder.build();
  }

  private static void set(EventBuilder builder, Field field, Random random) {
    switch (field.type()) {
      case I64 -> builder.i64(field.id(), random.nextLong() >> random.nextInt(64));
      case U64 -> builder.u64(field.id(), random.nextLong() >>> random.nextInt(64));
      case F64 -> builder.f64(field.id(), (double) value(FieldType.F64, random));
      case BOOL -> builder.bool(field.id(), random.nextBoolean());
      case STRING -> builder.text(field.id(), (String) value(FieldType.STRING, random));
      case BYTES -> builder.bytes(field.id(), (byte[]) value(FieldType.BYTES, random));
      default -> {
        List<Object> elements = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          elements.add(value(field.type().element(), random));
        }
        builder.array(field.id(), field.type(), elements);
      }
    }
  }

  private static Object value(FieldType type, Random random) {
    return switch (type) {
      case F64 -> random.nextBoolean() ? Double.NaN : random.nextGaussian();
      case BOOL -> random.nextBoolean();
      case STRING ->
          random
              .ints(random.nextInt(20), 0, 0x1F700)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        yield bytes;
      }
      default -> random.nextLong();
    };
  }

  /** All that an event holds, in a form that has equality. */
  private static List<Object> values(EventReader event) {
    List<Object> values = new ArrayList<>();
    values.add(List.of(event.type(), event.monotonicNanos(), event.wallNanos()));
    values.add(List.of(event.entityHigh(), event.entityLow()));
    for (Field field : SCHEMA.fields()) {
      int position = event.find(field.id());
      if (position != EventReader.MISSING) {
        values.add(field.path());
        values.add(comparable(value(event, position, field.type())));
      }
    }
    return values;
  }

  private static Object value(EventReader event, int position, FieldType type) {
    return switch (type) {
      case I64, U64 -> event.longAt(position);
      case F64 -> event.doubleAt(position);
      case BOOL -> event.booleanAt(position);
      case STRING -> {
        String text = event.textAt(position);
        assertThat(event.textEquals(position, new TextConstant(text))).isTrue();
        assertThat(event.textEquals(position, new TextConstant(text + "x"))).isFalse();
        yield text;
      }
      case BYTES -> event.bytesAt(position);
      default -> event.arrayAt(position);
    };
  }

  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value instanceof List<?> list
        ? list.stream().map(EventTest::comparable).toList()
        : value;
  }

  @Test
  void readers_ofRandomEvents_agree() {
    Random random = new Random(1);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      events.add(random(random));
    }
    CapturedFields codec = new CapturedFields(SCHEMA);
    try (BufferAllocator allocator = new RootAllocator();
        EventBatch batch = EventBatch.of(SCHEMA, events, allocator)) {
      for (int i = 0; i < events.size(); i++) {
        List<Object> expected = values(events.get(i));
        batch.row().select(i);

        assertThat(values(batch.row())).isEqualTo(expected);
        assertThat(values(codec.decode(codec.encode(events.get(i))))).isEqualTo(expected);
        assertThat(codec.encode(batch.row())).isEqualTo(codec.encode(events.get(i)));
      }
    }
  }

  @Test
  void batch_pastTheLimitOfTheAllocator_isReleased() {
    Event event = builder().text(id("STRING.one"), "x".repeat(1 << 20)).build();
    try (BufferAllocator allocator = new RootAllocator(1 << 20)) {
      assertThatThrownBy(() -> EventBatch.of(SCHEMA, List.of(event), allocator))
          .isInstanceOf(OutOfMemoryException.class);

      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void textEquals_differenceInOneByte_isFound() {
    String text = "0123456789abcdefghij";
    int field = id("STRING.one");
    Event event = builder().text(field, text).build();
    try (BufferAllocator allocator = new RootAllocator();
        EventBatch batch = EventBatch.of(SCHEMA, List.of(event, event), allocator)) {
      batch.row().select(1);
      for (int i = 0; i < text.length(); i++) {
        StringBuilder changed = new StringBuilder(text);
        changed.setCharAt(i, '_');
        TextConstant constant = new TextConstant(changed.toString());

        assertThat(batch.row().textEquals(batch.row().find(field), constant)).isFalse();
      }
    }
  }

  @Test
  void build_withoutMandatoryPart_isRefused() {
    assertThatThrownBy(() -> new EventBuilder(SCHEMA).times(0, 0).entity(0, 0).build())
        .isInstanceOf(EventException.class)
        .hasMessage("The event has no type");
    assertThatThrownBy(() -> new EventBuilder(SCHEMA).type(1).entity(0, 0).build())
        .hasMessage("The event has no times");
    assertThatThrownBy(() -> new EventBuilder(SCHEMA).type(1).times(0, 0).build())
        .hasMessage("The event has no entity key");
  }

  @Test
  void build_invalidField_isRefused() {
    int number = id("I64.one");
    assertThatThrownBy(() -> builder().i64(number, 1).i64(number, 1))
        .hasMessage("The field I64.one is set twice");
    assertThatThrownBy(() -> builder().text(number, "1"))
        .hasMessage("The field I64.one is of type i64, not string");
    assertThatThrownBy(() -> builder().i64(99, 1)).hasMessageContaining("no field with the id 99");
    assertThatThrownBy(() -> builder().i64(0, 1)).hasMessageContaining("no field with the id 0");
    assertThatThrownBy(() -> new EventBuilder(SCHEMA).type(3)).hasMessageContaining("id 3");
    assertThatThrownBy(
            () -> builder().array(id("I64_ARRAY.one"), FieldType.I64_ARRAY, List.of("1")))
        .hasMessage("An element of the field I64_ARRAY.one is no i64");
  }
}
