package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.schema.EventSchema;
import org.junit.jupiter.api.Test;

class SchemaLookupsTest {
  private final SchemaLookups lookups = new SchemaLookups();

  @Test
  void check_registry_passes() {
    assertThatCode(() -> lookups.check(lookups.build())).doesNotThrowAnyException();
  }

  @Test
  void check_otherRegistry_isReported() {
    EventSchema empty = EventSchema.builder().build();

    assertThatThrownBy(() -> lookups.check(empty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("to be Optional.empty, expected Optional[");
  }
}
