package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.stats.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4.12344, 4.1234",
    "41.23444, 41.234",
    "412.344, 412.34",
    "4123.44, 4123.4",
    "41234.4, 41234",
    "-0.5, -0.5000"
  })
  void digits_areFiveSignificantOnes(double value, String expected) {
    assertThat(Numbers.digits(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "75, 75.000 s",
    "1, 1.0000 s",
    "0.41877, 418.77 ms",
    "0.000007, 7.0000 µs",
    "5e-9, 5.0000 ns",
    "5e-10, 0.5000 ns"
  })
  void seconds_takeTheLargestUnitThatFits(double seconds, String expected) {
    assertThat(Numbers.seconds(seconds)).isEqualTo(expected);
  }

  @Test
  void interval_usesTheUnitOfItsPoint() {
    assertThat(Numbers.seconds(new Interval(0.9995, 1.2, 1.4005)))
        .containsExactly("0.9995 s", "1.2000 s", "1.4005 s");
    assertThat(Numbers.rows(new Interval(117_400, 119_400, 121_270)))
        .containsExactly("117.40", "119.40", "121.27 Krows/s");
    assertThat(Numbers.mib(new Interval(1_048_576, 2_097_152, 3_145_728)))
        .containsExactly("1.0000", "2.0000", "3.0000 MiB/s");
  }

  @Test
  void percentChange_hasSigns() {
    assertThat(Numbers.percentChange(new Interval(0.9877, 1.0045, 1.021)))
        .containsExactly("−1.23%", "+0.45%", "+2.10%");
  }
}
