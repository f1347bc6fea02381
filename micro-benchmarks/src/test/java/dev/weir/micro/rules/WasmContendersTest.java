package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WasmContendersTest {
  @ParameterizedTest
  @EnumSource
  void check_allContenders_passes(EventContent content) {
    try (WasmContenders contenders = new WasmContenders(content, 20)) {
      assertThatCode(contenders::check).doesNotThrowAnyException();
    }
  }

  @Test
  void check_brokenContender_isReported() {
    try (WasmContenders contenders = new WasmContenders(EventContent.MIXED, 0)) {
      assertThatThrownBy(() -> contenders.check("broken", i -> !contenders.matchesByWasm(i)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken finds whether StartedProcess");
    }
  }

  @Test
  void withId_changesTheConstantOnly() {
    assertThat(WasmContenders.withId(1_000)).hasSameSizeAs(WasmContenders.withId(1_001));
    assertThat(Arrays.mismatch(WasmContenders.withId(1_000), WasmContenders.withId(1_001)))
        .isPositive();
    assertThat(WasmContenders.withId(4_242)).isEqualTo(WasmContenders.withId(4_242));
  }
}
