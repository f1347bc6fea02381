package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertContendersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void check_alerts_passes(int events) {
    assertThatCode(() -> new AlertContenders(events).check()).doesNotThrowAnyException();
  }

  @Test
  void checkLine_ofAnotherAlert_isReported() {
    AlertContenders alerts = new AlertContenders(3);

    assertThatThrownBy(() -> AlertContenders.checkLine(alerts.line(1), alerts.lineByTree(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the alert finds its JSON to be");
  }
}
