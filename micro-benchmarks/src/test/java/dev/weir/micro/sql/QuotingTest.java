package dev.weir.micro.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuotingTest {
  @ParameterizedTest
  @EnumSource
  void check_eachContender_passes(Quoting contender) {
    for (IdentifierShape shape : IdentifierShape.values()) {
      String text = shape.text();
      assertThatCode(
              () ->
                  Quoting.check(
                      contender.name(), text, contender.identifier(text), contender.literal(text)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void check_markThatIsNotDoubled_isReported() {
    assertThatThrownBy(() -> Quoting.check("broken", "a\"b", "\"a\"b\"", "'a\"b'"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds the identifier to be \"a\"b\"");
    assertThatThrownBy(() -> Quoting.check("broken", "a'b", "\"a'b\"", "'a'b'"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the literal");
  }

  @Test
  void shapes_longest_isAsLongAsAllowed() {
    assertThat(IdentifierShape.LONG.text().getBytes(StandardCharsets.UTF_8)).hasSize(63);
  }
}
