package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionContendersTest {
  private static final int EVENTS = 1_000;

  @ParameterizedTest
  @EnumSource
  void check_allContenders_passes(EventContent content) {
    try (ConditionContenders contenders = new ConditionContenders(content, EVENTS)) {
      assertThatCode(contenders::check).doesNotThrowAnyException();
    }
  }

  @Test
  void content_decidesHowManyMatch() {
    assertThat(matches(EventContent.MATCHING)).isEqualTo(EVENTS);
    assertThat(matches(EventContent.OTHER)).isZero();
    assertThat(matches(EventContent.MIXED)).isBetween(EVENTS / 3, EVENTS * 2 / 3);
  }

  @Test
  void check_brokenContender_isReported() {
    try (ConditionContenders contenders = new ConditionContenders(EventContent.MIXED, EVENTS)) {
      assertThatThrownBy(
              () ->
                  contenders.checkEvents(
                      "broken", i -> contenders.matchesByClosures(i) == (i != EVENTS / 2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken finds whether StartedProcess");
      assertThatThrownBy(() -> contenders.checkCount("broken", contenders.countByColumns() - 1))
          .hasMessageContaining("broken finds the number of rows");
    }
  }

  private static int matches(EventContent content) {
    try (ConditionContenders contenders = new ConditionContenders(content, EVENTS)) {
      return contenders.countByJava();
    }
  }
}
