package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.stats.Interval;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "411.523, 418.377, 425.231, '418.4 [411.5, 425.3]'",
    "300, 418.377, 536, '418 [300, 536]'",
    "418.3, 418.377, 418.4, '418.4 [418.3, 418.4]'",
    "0.0041, 0.0042, 0.0043, '0.0042 [0.0041, 0.0043]'",
    "5, 5, 5, '5.00 [5.00, 5.00]'",
    "0, 0, 0, '0 [0, 0]'",
    "1000, 12345, 20000, '12345 [1000, 20000]'",
  })
  void interval_setsTheDigitsByItsWidth(double low, double point, double high, String expected) {
    assertThat(Figures.interval(new Interval(low, point, high))).isEqualTo(expected);
  }

  @Test
  void change_hasASignUnlessItIsZero() {
    assertThat(Figures.change(new Interval(-1.23, 0.0, 2.1))).isEqualTo("0.0 [−1.3, +2.1]");
    assertThat(Figures.change(new Interval(0.004, 1, 2))).isEqualTo("+1.00 [0.00, +2.00]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4.1234, 4.12",
    "41.234, 41.2",
    "412.34, 412",
    "41234, 41234",
    "-0.5, −0.500"
  })
  void value_hasThreeSignificantDigits(double value, String expected) {
    assertThat(Figures.value(value)).isEqualTo(expected);
  }

  @Test
  void bounds_areRoundedOutwards() {
    assertThat(Figures.interval(new Interval(1.19, 3, 5.11))).isEqualTo("3.0 [1.1, 5.2]");
    assertThat(Figures.change(new Interval(-5.11, -3, -1.19))).isEqualTo("−3.0 [−5.2, −1.1]");
  }

  @ParameterizedTest
  @CsvSource({"75, s", "10, s", "9.99, ms", "0.41877, ms", "0.000007, µs", "5e-9, ns", "0, ms"})
  void unit_ofTimes_isThatOfTheLargest(double seconds, String unit) {
    assertThat(Unit.ofTimes(DoubleStream.of(seconds / 1_000, seconds)).name()).isEqualTo(unit);
  }

  @Test
  void unit_ofRates_isThatOfTheSmallest() {
    assertThat(Unit.ofRates(DoubleStream.of(2e6, 5e4)).name()).isEqualTo("Krows/s");
    assertThat(Unit.ofRates(DoubleStream.of(2e6)).name()).isEqualTo("Mrows/s");
  }
}
