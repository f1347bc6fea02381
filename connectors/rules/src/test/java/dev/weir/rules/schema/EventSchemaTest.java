package dev.weir.rules.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventSchemaTest {
  private final EventSchema.Builder builder = EventSchema.builder();

  @Test
  void ids_beginWithOne_inTheOrderOfRegistration() {
    assertThat(builder.field("process.pid", FieldType.U64)).isEqualTo(1);
    assertThat(builder.field("process.name", FieldType.STRING)).isEqualTo(2);
    assertThat(builder.type("process")).isEqualTo(1);
    assertThat(builder.type("thread", "process")).isEqualTo(2);
    EventSchema schema = builder.build();

    assertThat(schema.field("process.name")).contains(schema.field(2));
    assertThat(schema.type("thread")).contains(schema.types().get(1));
    assertThat(schema.field("process.nam")).isEmpty();
    assertThat(schema.type("any")).isEmpty();
  }

  @Test
  void matches_followsParents() {
    int process = builder.type("process");
    int thread = builder.type("thread", "process");
    int fiber = builder.type("fiber", "thread");
    int file = builder.type("file");
    EventSchema schema = builder.build();

    assertThat(schema.matches(process, fiber)).isTrue();
    assertThat(schema.matches(thread, fiber)).isTrue();
    assertThat(schema.matches(fiber, process)).isFalse();
    assertThat(schema.matches(process, file)).isFalse();
    assertThat(schema.matches(EventType.ANY, file)).isTrue();
    assertThat(schema.matches(process, EventType.ANY)).isFalse();
    assertThat(schema.matches(EventType.ANY, EventType.ANY)).isTrue();
  }

  @Test
  void schema_isNotChangedByItsBuilder() {
    builder.field("a", FieldType.I64);
    EventSchema schema = builder.build();
    builder.field("b", FieldType.I64);

    assertThat(schema.field("b")).isEmpty();
    assertThat(schema.fields()).hasSize(1);
  }

  @Test
  void register_invalidOrTwice_isRefused() {
    builder.field("a.b", FieldType.I64);
    builder.type("process");

    assertThatThrownBy(() -> builder.field("a.b", FieldType.STRING))
        .hasMessage("The field a.b is registered twice");
    assertThatThrownBy(() -> builder.field("a..b", FieldType.STRING))
        .hasMessage("The field path \"a..b\" has an empty part");
    assertThatThrownBy(() -> builder.field("", FieldType.STRING))
        .hasMessageContaining("empty part");
    assertThatThrownBy(() -> builder.type("process"))
        .hasMessage("The event type process is registered twice");
    assertThatThrownBy(() -> builder.type("any")).hasMessageContaining("any stands for all types");
    assertThatThrownBy(() -> builder.type("thread", "proces"))
        .hasMessageContaining("The parent proces of the event type thread is not registered");
  }
}
