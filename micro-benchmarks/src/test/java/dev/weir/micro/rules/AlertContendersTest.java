package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertContendersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void check_alerts_passes(int events) {
    try (AlertContenders alerts = new AlertContenders(events)) {
      assertThatCode(alerts::check).doesNotThrowAnyException();
    }
  }

  @Test
  void checkLine_ofAnotherAlert_isReported() {
    try (AlertContenders alerts = new AlertContenders(3)) {
      assertThatThrownBy(() -> AlertContenders.checkLine(alerts.line(1), alerts.lineByTree(2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the alert finds its JSON to be");
    }
  }

  @Test
  void checkBatch_ofOtherAlerts_isReported() {
    try (AlertContenders alerts = new AlertContenders(3);
        AlertContenders others = new AlertContenders(2);
        Batch batch = others.batch()) {
      assertThatThrownBy(() -> alerts.checkBatch(batch))
          .hasMessageContaining("the batch finds id to be");
    }
  }
}
