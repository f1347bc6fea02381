package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.FieldType;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WideEventsTest {
  private final WideEvents events = new WideEvents();

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void check_allForms_passes() {
    assertThatCode(events::check).doesNotThrowAnyException();
  }

  @Test
  void checkReader_otherEvent_isReported() {
    assertThatThrownBy(() -> events.checkReader("broken", events.event(8), 7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "The contenders disagree, so no time counts: broken finds field 1 of");
    assertThatThrownBy(() -> events.checkReader("broken", events.row(9), 7))
        .hasMessageContaining("broken finds field 1 of event 7");
  }

  @Test
  void ids_areThoseOfFieldsThatAreThereOrNot() {
    assertThat(WideEvents.anyPresent()).hasSize(WideEvents.LOOKUPS);
    assertThat(Arrays.stream(WideEvents.anyPresent()).distinct().count())
        .isEqualTo(WideEvents.PRESENT);
    for (int id : WideEvents.anyPresent()) {
      assertThat(events.event(3).find(id)).isNotEqualTo(EventReader.MISSING);
    }
    for (int id : WideEvents.anyMissing()) {
      assertThat(events.event(3).find(id)).isEqualTo(EventReader.MISSING);
    }
    for (int id : WideEvents.anyPresent(FieldType.STRING)) {
      assertThat(events.map(3).get(id)).isInstanceOf(String.class);
    }
  }
}
