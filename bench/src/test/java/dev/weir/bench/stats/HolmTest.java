package dev.weir.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** The textbook example of four hypotheses, of which the first and the last are rejected. */
  private static final double[] EXAMPLE = {0.01, 0.04, 0.03, 0.005};

  @Test
  void adjusted_example_isThatOfTheTextbook() {
    assertThat(Holm.adjusted(EXAMPLE))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void levels_afterTheFirstAcceptance_stayTheSame() {
    assertThat(Holm.levels(EXAMPLE, 0.05))
        .containsExactly(new double[] {0.05 / 3, 0.05 / 2, 0.05 / 2, 0.05 / 4}, within(1e-12));
  }

  @Test
  void levels_anyValues_agreeWithTheAdjustedOnes() {
    Random random = new Random(5);
    for (int trial = 0; trial < 500; trial++) {
      double[] p = random.doubles(1 + random.nextInt(12)).map(x -> x * x * x).toArray();
      double[] adjusted = Holm.adjusted(p);
      double[] levels = Holm.levels(p, 0.05);
      for (int i = 0; i < p.length; i++) {
        assertThat(p[i] <= levels[i]).isEqualTo(adjusted[i] <= 0.05);
      }
    }
  }
}
