package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturedFieldsTest {
  private static final EventSchema SCHEMA = schema();
  private static final List<Object> BYTES_ELEMENTS = List.of(new byte[] {1}, new byte[300]);

  private static EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.type("a");
    for (FieldType type : FieldType.values()) {
      builder.field(type.name(), type);
    }
    return builder.build();
  }

  private static Event event() {
    return new EventBuilder(SCHEMA)
        .type(1)
        .times(Long.MIN_VALUE, Long.MAX_VALUE)
        .entity(-1, 5)
        .i64(1, Long.MIN_VALUE)
        .u64(2, -1)
        .f64(3, -0.0)
        .bool(4, true)
        .text(5, "é\u0000😀")
        .bytes(6, new byte[] {0, -1})
        .array(7, FieldType.I64_ARRAY, List.of(1L, -1L))
        .array(8, FieldType.U64_ARRAY, List.of())
        .array(9, FieldType.F64_ARRAY, List.of(Double.NaN))
        .array(10, FieldType.BOOL_ARRAY, List.of(true, false))
        .array(11, FieldType.STRING_ARRAY, List.of("", "x".repeat(200)))
        .array(12, FieldType.BYTES_ARRAY, BYTES_ELEMENTS)
        .build();
  }

  private static byte[] encoded(CapturedFields codec, EventReader event) {
    CaptureBuffer buffer = new CaptureBuffer();
    codec.capture(event, buffer);
    return Arrays.copyOf(buffer.bytes(), buffer.length());
  }

  @Test
  void decode_allTypes_isTheSameEvent() {
    CapturedFields codec = new CapturedFields(SCHEMA);

    Event decoded = codec.decode(encoded(codec, event()));

    assertThat(decoded.type()).isEqualTo(1);
    assertThat(decoded.monotonicNanos()).isEqualTo(Long.MIN_VALUE);
    assertThat(decoded.wallNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(decoded.entityHigh()).isEqualTo(-1);
    assertThat(decoded.entityLow()).isEqualTo(5);
    assertThat(decoded.longAt(decoded.find(1))).isEqualTo(Long.MIN_VALUE);
    assertThat(decoded.longAt(decoded.find(2))).isEqualTo(-1);
    assertThat(decoded.doubleAt(decoded.find(3))).isEqualTo(-0.0);
    assertThat(decoded.booleanAt(decoded.find(4))).isTrue();
    assertThat(decoded.textAt(decoded.find(5))).isEqualTo("é\u0000😀");
    assertThat(decoded.bytesAt(decoded.find(6))).containsExactly(0, -1);
    for (int field = 7; field <= 11; field++) {
      Event original = event();
      assertThat(decoded.arrayAt(decoded.find(field)))
          .isEqualTo(original.arrayAt(original.find(field)));
    }
    assertThat(decoded.arrayAt(decoded.find(12)).toArray()).isEqualTo(BYTES_ELEMENTS.toArray());
  }

  @Test
  void decode_manyFields_isTheSameEvent() {
    EventSchema.Builder builder = EventSchema.builder();
    for (int i = 1; i <= 1_025; i++) {
      builder.field("field" + i, FieldType.I64);
    }
    EventSchema wide = builder.build();
    CapturedFields codec = new CapturedFields(wide);
    EventBuilder event = new EventBuilder(wide).type(0).times(0, 0).entity(0, 0);
    for (int i = 1; i <= 1_025; i++) {
      event.i64(i, i);
    }

    Event decoded = codec.decode(codec.encode(event.build()));

    for (int i = 1; i <= 1_025; i++) {
      assertThat(decoded.longAt(decoded.find(i))).isEqualTo(i);
    }
  }

  @Test
  void decode_truncated_isRefused() {
    CapturedFields codec = new CapturedFields(SCHEMA);
    byte[] content = encoded(codec, event());
    int refused = 0;
    for (int length = 0; length < content.length; length++) {
      byte[] truncated = Arrays.copyOf(content, length);
      try {
        codec.decode(truncated);
      } catch (SequenceException e) {
        assertThat(e).hasMessage("The bytes of a captured event are corrupt");
        refused++;
      }
    }
    // What ends behind a field is an event with fewer fields: 12 of the lengths.
    assertThat(refused).isEqualTo(content.length - 12);
  }

  @Test
  void decode_unknownField_isRefused() {
    CapturedFields codec = new CapturedFields(SCHEMA);
    Event event = new EventBuilder(SCHEMA).type(1).times(0, 0).entity(0, 0).build();
    byte[] content = Arrays.copyOf(encoded(codec, event), 34);
    content[33] = 13;

    assertThatThrownBy(() -> codec.decode(content)).isInstanceOf(SequenceException.class);
  }
}
