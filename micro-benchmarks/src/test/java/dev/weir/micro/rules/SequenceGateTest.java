package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceGateTest {
  private static final int USERS = 12;

  @Test
  void check_matcherAndMaps_passes() {
    assertThatCode(SequenceGate::check).doesNotThrowAnyException();
  }

  @Test
  void checkOrders_ofSteps_passes() {
    assertThatCode(SequenceGate::checkOrders).doesNotThrowAnyException();
  }

  @Test
  void check_contenderWithoutMaxspan_isReported() {
    try (UserEvents events = new UserEvents(USERS, 1)) {
      WeirSequences matcher = new WeirSequences(events, WeirSequences::firstNanos);
      MapSequence map = new MapSequence(USERS, 1, 0);

      assertThatThrownBy(
              () ->
                  SequenceGate.check(
                      matcher, List.of((type, row, later) -> map.accept(type, row, later / 100))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the matcher finds the matches up to event");
    }
  }

  @Test
  void check_contenderThatMissesASequence_isReported() {
    try (UserEvents events = new UserEvents(USERS, 2)) {
      WeirSequences matcher = new WeirSequences(events, WeirSequences::firstNanos);

      assertThatThrownBy(() -> SequenceGate.check(matcher, List.of(new MapSequence(USERS, 2, 1))))
          .hasMessageContaining("the matcher finds the matches up to event");
    }
  }
}
