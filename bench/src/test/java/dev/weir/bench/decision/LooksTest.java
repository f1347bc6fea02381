package dev.weir.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {
  /**
   * Constants of Pocock and of O'Brien and Fleming for the level 0.05: tables 2.1 and 2.3 of
   * Jennison and Turnbull, Group Sequential Methods with Applications to Clinical Trials, 2000.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1.960, 1.960",
    "2, 2.178, 1.977",
    "3, 2.289, 2.004",
    "4, 2.361, 2.024",
    "5, 2.413, 2.040"
  })
  void groupSequential_publishedBounds_spendFivePercent(
      int looks, double pocock, double obrienFleming) {
    assertThat(crossed(looks, share -> pocock)).isCloseTo(0.05, within(2e-4));
    assertThat(crossed(looks, share -> obrienFleming / Math.sqrt(share)))
        .isCloseTo(0.05, within(2e-4));
  }

  private static double crossed(int looks, DoubleUnaryOperator bound) {
    GroupSequential process = new GroupSequential();
    double crossed = 0;
    for (int look = 1; look <= looks; look++) {
      double share = (double) look / looks;
      crossed += process.crossing(share, bound.applyAsDouble(share));
      process.proceed(share, bound.applyAsDouble(share));
    }
    return crossed;
  }

  @Test
  void of_twentyPairs_looksAtEightTwelveSixteen() {
    Looks looks = Looks.of(20);
    assertThat(looks.early().stream().map(Looks.Look::pairs)).containsExactly(8, 12, 16);
    assertThat(looks.isLook(20)).isTrue();
    assertThat(looks.isLook(10)).isFalse();
    // All eight pairs must agree: 2 / 2^8.
    assertThat(looks.stopLevelAt(8)).hasValue(2 / 256.0);
  }

  @ParameterizedTest
  @CsvSource({"6", "8", "10", "12", "16", "20", "30", "40"})
  void of_anyPairs_spendsAtMostAlpha(int pairs) {
    Looks looks = Looks.of(pairs);
    GroupSequential process = new GroupSequential();
    double spent = 0;
    for (Looks.Look look : looks.early()) {
      double share = (double) look.pairs() / pairs;
      double bound = GroupSequential.boundOf(look.stopLevel());
      spent += process.crossing(share, bound);
      process.proceed(share, bound);
    }
    double last = GroupSequential.boundOf(looks.levelAt(pairs).orElseThrow());
    spent += process.crossing(1, last);
    assertThat(spent).isBetween(0.03, 0.05 + 1e-9);
  }

  @Test
  void levelAt_fewPairs_isEmpty() {
    assertThat(Looks.of(20).levelAt(4)).isEmpty();
    assertThat(Looks.of(20).levelAt(6)).hasValue(2 / 64.0);
    assertThat(Looks.of(20).levelAt(30)).isEqualTo(Looks.of(30).levelAt(30));
  }

  @Test
  void of_noPairs_isRefused() {
    assertThatThrownBy(() -> Looks.of(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
