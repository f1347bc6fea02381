package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRankTest {
  /** Table A.11 of Wilcoxon, Katti and Wilcox, as reprinted in most textbooks; two-sided. */
  @ParameterizedTest
  @CsvSource({
    "5, 0.05, -1",
    "6, 0.05, 0",
    "7, 0.05, 2",
    "8, 0.05, 3",
    "9, 0.05, 5",
    "10, 0.05, 8",
    "12, 0.05, 13",
    "15, 0.05, 25",
    "20, 0.05, 52",
    "25, 0.05, 89",
    "30, 0.05, 137",
    "7, 0.01, -1",
    "8, 0.01, 0",
    "10, 0.01, 3",
    "12, 0.01, 7",
    "15, 0.01, 15",
    "20, 0.01, 37",
  })
  void critical_isThatOfThePublishedTable(int values, double level, int expected) {
    assertThat(SignedRank.critical(values, level)).isEqualTo(expected);
  }

  @Test
  void attained_isTheProbabilityOfTheCriticalValue() {
    assertThat(SignedRank.attained(6, 0.05)).isEqualTo(2 / 64.0);
    assertThat(SignedRank.attained(8, 0.05)).isEqualTo(10 / 256.0);
    assertThat(SignedRank.attained(5, 0.05)).isZero();
  }

  /** An independent implementation of the exact test. */
  @Test
  void p_withoutTies_isThatOfCommonsStatistics() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      double[] values = random.doubles(1 + random.nextInt(40), -1, 1.5).toArray();
      assertThat(WalshAverages.of(values).p())
          .isCloseTo(WilcoxonSignedRankTest.withDefaults().test(values).getPValue(), within(1e-12));
    }
  }
}
