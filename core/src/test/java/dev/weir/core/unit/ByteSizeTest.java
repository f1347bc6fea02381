package dev.weir.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ByteSizeTest {
  @Test
  void parse_units_arePowersOf1024() {
    assertThat(ByteSize.parse("7").bytes()).isEqualTo(7);
    assertThat(ByteSize.parse(" 512 KB ").bytes()).isEqualTo(524_288);
    assertThat(ByteSize.parse("8mb")).isEqualTo(ByteSize.ofMb(8));
    assertThat(ByteSize.parse("2gb")).isEqualTo(ByteSize.ofMb(2048));
  }

  @Test
  void parse_invalidText_isRejected() {
    for (String text : new String[] {"", "mb", "-1", "1.5mb", "1tb", "999999999999999999gb"}) {
      assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  void parse_toString_returnsTheSameSize(
      @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long n) {
    assertThat(ByteSize.parse(new ByteSize(n).toString()).bytes()).isEqualTo(n);
  }
}
