package dev.weir.rules.eql.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  /** So that offsets in a folded text are offsets in the text. */
  @Test
  void fold_keepsTheNumberOfCharsOfEachCharacter() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      assertThat(Character.charCount(CaseFolding.fold(c))).isEqualTo(Character.charCount(c));
    }
  }

  @Property
  void fold_isEqualityWithoutCase(@ForAll String left, @ForAll String right) {
    assertThat(CaseFolding.fold(left).equals(CaseFolding.fold(right)))
        .isEqualTo(left.equalsIgnoreCase(right));
  }

  @Property
  void wildcards_areEqualToARegularExpression(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 10) String text) {
    String regex = pattern.replace("*", ".*").replace("?", ".");

    assertThat(Wildcards.matcher(pattern).matches(text)).isEqualTo(Pattern.matches(regex, text));
    assertThat(Wildcards.matches(pattern, text)).isEqualTo(Pattern.matches(regex, text));
  }

  @Property
  void compare_isTheOrderOfUtf8(@ForAll String left, @ForAll String right) {
    String a = wellFormed(left);
    String b = wellFormed(right);
    int expected =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(Integer.signum(expected));
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::",
        "::1%eth0",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4444",
        "1.2.3.-4",
        " 1.2.3.4",
        "1.2.3.",
        "1.2.3.4.",
        ".1.2.3",
        "1..3.4",
        "1.2.3.0004",
        "1.2.3.4::",
        "1.2.3.4::1",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:6:7:8::",
        "localhost"
      })
  void address_invalid_isNone(String text) {
    assertThat(AddressBlock.address(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "10.2.33.144",
        "::",
        "::1",
        "1::",
        "1:2:3:4:5:6:7:8",
        "1::8",
        "::ffff:1.2.3.4",
        "0:0:0:0:0:ffff:1.2.3.4"
      })
  void address_valid_isThatOfTheJdk(String text) throws UnknownHostException {
    byte[] expected = InetAddress.getByName(text).getAddress();
    byte[] found = AddressBlock.address(text).orElseThrow();

    // The JDK gives a mapped address as four bytes.
    assertThat(found).endsWith(expected).hasSize(16);
  }
}
