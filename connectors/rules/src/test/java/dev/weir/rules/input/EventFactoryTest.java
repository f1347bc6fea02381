package dev.weir.rules.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types found in data, and events built of them. */
class EventFactoryTest {
  private static final BigInteger LARGE = new BigInteger("18446744073709551615");
  private static final EventNames NAMES = new EventNames("time", "type", Optional.of("host"));

  private final SchemaInference inference = new SchemaInference(NAMES);

  private FieldType typeOf(Object... values) throws InputException {
    for (Object value : values) {
      inference.add(RawEvents.of(Map.of("a", value)));
    }
    return inference.schema().field("a").orElseThrow().type();
  }

  private static Event event(EventSchema schema, Map<String, Object> values) throws InputException {
    return new EventFactory(schema, NAMES).event(RawEvents.of(values), Optional.of(7L));
  }

  @Test
  void inference_integers_areTheNarrowestType() throws InputException {
    assertThat(typeOf(1, -1L)).isEqualTo(FieldType.I64);
  }

  @Test
  void inference_largeIntegers_areUnsigned() throws InputException {
    assertThat(typeOf(1, LARGE)).isEqualTo(FieldType.U64);
  }

  @Test
  void inference_largeAndNegativeIntegers_areFloats() throws InputException {
    assertThat(typeOf(LARGE, -1)).isEqualTo(FieldType.F64);
  }

  @Test
  void inference_integersAndFloats_areFloats() throws InputException {
    assertThat(typeOf(1, 1.5, 2)).isEqualTo(FieldType.F64);
  }

  @Test
  void inference_arrays_haveTheTypeOfTheirElements() throws InputException {
    assertThat(typeOf(List.of(), List.of(1), List.of(1.5))).isEqualTo(FieldType.F64_ARRAY);
  }

  @Test
  void inference_emptyArrays_areStrings() throws InputException {
    assertThat(typeOf(List.of())).isEqualTo(FieldType.STRING_ARRAY);
  }

  @Test
  void inference_differentTypes_areRefused() throws InputException {
    assertThatThrownBy(() -> typeOf(1, "1")).hasMessageContaining("holds i64 and string");
    assertThatThrownBy(() -> typeOf(List.of(1))).hasMessageContaining("holds i64 and array of i64");
  }

  @Test
  void inference_types_areThoseOfTheEvents() throws InputException {
    inference.add(RawEvents.of(Map.of("type", "process")));
    inference.add(RawEvents.of(Map.of("type", "any")));

    assertThat(inference.schema().typeNames()).containsExactly("process");
  }

  @Test
  void event_values_areThoseOfTheData() throws InputException {
    EventSchema.Builder builder = EventSchema.builder();
    builder.field("u", FieldType.U64);
    builder.field("f", FieldType.F64);
    builder.field("x", FieldType.BYTES);
    builder.field("deep.l", FieldType.I64_ARRAY);
    builder.type("process");
    Map<String, Object> values = new HashMap<>();
    values.put("u", LARGE);
    values.put("f", 3);
    values.put("x", "AP8=");
    values.put("deep", Map.of("l", List.of(1, 2)));
    values.put("type", "process");
    values.put("host", 9);
    values.put("unregistered", true);
    values.put("absent", null);
    Event event = event(builder.build(), values);

    assertThat(event.type()).isEqualTo(1);
    assertThat(event.monotonicNanos()).isEqualTo(7);
    assertThat(event.wallNanos()).isEqualTo(7);
    assertThat(event.entityHigh()).isZero();
    assertThat(event.entityLow()).isEqualTo(9);
    assertThat(event.longAt(event.find(1))).isEqualTo(-1);
    assertThat(event.doubleAt(event.find(2))).isEqualTo(3.0);
    assertThat(event.bytesAt(event.find(3))).containsExactly(0, 0xff);
    assertThat(event.arrayAt(event.find(4))).containsExactly(1L, 2L);
  }

  @Test
  void event_unknownTypeAndNoFields_isOfNoType() throws InputException {
    Event event = event(EventSchema.builder().build(), Map.of("type", "other", "host", "h"));

    assertThat(event.type()).isZero();
    assertThat(event.entityHigh()).isNotZero();
    assertThat(event.entityLow()).isNotZero().isNotEqualTo(event.entityHigh());
  }

  @Test
  void event_valueThatDoesNotFit_isRefused() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.field("i", FieldType.I64);
    builder.field("u", FieldType.U64);
    builder.field("x", FieldType.BYTES);
    builder.field("l", FieldType.I64_ARRAY);
    EventSchema schema = builder.build();

    assertThatThrownBy(() -> event(schema, Map.of("i", 1.5)))
        .hasMessage("The field i holds 1.5; its type is i64");
    assertThatThrownBy(() -> event(schema, Map.of("u", -1)))
        .hasMessage("The field u holds -1; its type is u64");
    assertThatThrownBy(() -> event(schema, Map.of("x", "%"))).hasMessageContaining("not Base64");
    assertThatThrownBy(() -> event(schema, Map.of("l", 1)))
        .hasMessage("The field l holds 1; its type is array of i64");
    assertThatThrownBy(() -> event(schema, Map.of("i", List.of(1))))
        .hasMessage("The field i holds a list; its type is i64");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 1767225600000000000",
    "2026-01-01T00:00:00.123456789Z, 1767225600123456789",
    "2026-01-01T01:00:00+01:00, 1767225600000000000",
    "2026-01-01T00:00:00, 1767225600000000000",
    "2026-01-01 00:00:00.5, 1767225600500000000",
    "1969-12-31T23:59:59.9Z, -100000000"
  })
  void times_ofIso8601_areNanoseconds(String text, long nanos) throws InputException {
    assertThat(EventTimes.nanos("time", text)).isEqualTo(nanos);
  }

  @Test
  void times_ofNumbers_areMilliseconds() throws InputException {
    assertThat(EventTimes.nanos("time", 1_500L)).isEqualTo(1_500_000_000);
    assertThat(EventTimes.nanos("time", 0.25)).isEqualTo(250_000);
    assertThat(EventTimes.nanos("time", -1L)).isEqualTo(-1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-13-01T00:00:00Z", "9999-01-01T00:00:00Z", "1767225600"})
  void times_thatAreNone_areRefused(String text) {
    assertThatThrownBy(() -> EventTimes.nanos("time", text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("which is no time");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
  void times_ofNumbersThatAreNone_areRefused(double number) {
    assertThatThrownBy(() -> EventTimes.nanos("time", number))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("which is no time");
  }

  @Test
  void flatten_missingValues_haveNoPosition() throws InputException {
    inference.add(RawEvents.of(Map.of("a", Map.of("b", 1))));
    Event event = event(inference.schema(), Map.of("c", 1));

    assertThat(event.find(1)).isEqualTo(EventReader.MISSING);
  }
}
