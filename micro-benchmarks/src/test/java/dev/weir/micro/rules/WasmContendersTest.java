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
    byte[] of1000 = WasmContenders.withId(1_000);
    byte[] of4242 = WasmContenders.withId(4_242);
    int constant = Arrays.mismatch(of1000, of4242);
    int end = constant + 2;

    // Both numbers in LEB128.
    assertThat(Arrays.copyOfRange(of1000, constant, end)).containsExactly(0xE8, 0x07);
    assertThat(Arrays.copyOfRange(of4242, constant, end)).containsExactly(0x92, 0x21);
    assertThat(Arrays.copyOfRange(of1000, end, of1000.length))
        .isEqualTo(Arrays.copyOfRange(of4242, end, of4242.length));
  }
}
