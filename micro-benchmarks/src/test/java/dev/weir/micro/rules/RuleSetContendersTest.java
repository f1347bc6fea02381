package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetContendersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void check_engines_passes(int rules) {
    try (RuleSetContenders contenders = new RuleSetContenders(rules)) {
      assertThatCode(contenders::check).doesNotThrowAnyException();
    }
  }

  @Test
  void checkMatches_withoutMatches_isReported() {
    try (RuleSetContenders contenders = new RuleSetContenders(2)) {
      assertThatThrownBy(() -> contenders.checkMatches("broken", List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken finds the rules that match to be [], expected [rule-0,");
    }
  }
}
