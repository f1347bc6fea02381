package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltEventsTest {
  private final BuiltEvents events = new BuiltEvents();

  @Test
  void check_allContenders_passes() {
    assertThatCode(events::check).doesNotThrowAnyException();
  }

  @Test
  void check_eventOfOtherValues_isReported() {
    assertThatThrownBy(() -> events.checkEnvelope("broken", events.minimal(2), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds the time");
    assertThatThrownBy(() -> events.checkHundred("broken", events.oneField(1), 1))
        .hasMessageContaining("broken finds the position of field 1");
  }

  @Test
  void checkFour_mapOfOtherValues_isReported() {
    Map<String, Object> map = new HashMap<>(events.fourFieldsAsMap(1));
    map.replace("field_2", 7L);

    assertThatThrownBy(() -> events.checkFour(events.fourFields(1), map))
        .hasMessageContaining("the map finds a number to be 7");
    assertThatThrownBy(() -> events.checkFour(events.oneField(1), map))
        .hasMessageContaining("the event of four fields finds its fields to be 1");
  }
}
