package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.error.WeirException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
  @Test
  void quote_quotationMark_isDoubled() {
    assertThat(Identifiers.quote("size 5\"")).isEqualTo("\"size 5\"\"\"");
    assertThat(Identifiers.quote("\"")).isEqualTo("\"\"\"\"");
    assertThat(Identifiers.quote("a.b", "C")).isEqualTo("\"a.b\".\"C\"");
  }

  /** 63 bytes, whatever the bytes of a character. */
  @ParameterizedTest
  @CsvSource({"a, 63", "é, 31", "名, 21", "😀, 15"})
  void quote_longestName_isAccepted(String character, int count) {
    String name = character.repeat(count);

    assertThat(Identifiers.quote(name)).isEqualTo('"' + name + '"');
    assertRefused(name + character);
  }

  @Test
  void quote_emptyOrNul_isRefused() {
    assertRefused("");
    assertRefused("a\0b");
  }

  private static void assertRefused(String name) {
    assertThatThrownBy(() -> Identifiers.quote(name))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("bytes is not a valid identifier: 1 to 63 bytes without NUL");
  }
}
