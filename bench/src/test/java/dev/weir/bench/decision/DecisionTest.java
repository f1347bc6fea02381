package dev.weir.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final Looks TWENTY = Looks.of(20);

  @Test
  void of_anyPairs_rejectsExactlyWhereTheIntervalExcludesOne() {
    Random random = new Random(7);
    int rejected = 0;
    for (int trial = 0; trial < 4_000; trial++) {
      int pairs = 6 + random.nextInt(20);
      // Some with ties and zeros: times of whole milliseconds, few of them.
      boolean rounded = trial % 2 == 0;
      double effect = random.nextInt(3) * 0.02;
      List<PairTime> times =
          IntStream.range(0, pairs)
              .mapToObj(
                  i -> {
                    double a = 0.1 * Math.exp(0.03 * random.nextGaussian());
                    double b = 0.1 * Math.exp(effect + 0.03 * random.nextGaussian());
                    return rounded
                        ? new PairTime(rounded(a), rounded(b), i % 2 == 1)
                        : new PairTime(a, b, i % 2 == 1);
                  })
              .toList();
      Decision decision = Decision.of(times, Limits.DEFAULT, TWENTY).orElseThrow();
      boolean excludes = decision.ratio().low() > 1 || decision.ratio().high() < 1;
      assertThat(decision.p() <= decision.level()).as("%s", decision).isEqualTo(excludes);
      if (decision.verdict() == Verdict.REGRESSED) {
        assertThat(decision.ratio().low()).isGreaterThan(1);
        assertThat(decision.ratio().point()).isGreaterThan(1.02);
      }
      if (decision.verdict() == Verdict.NO_SLOWDOWN) {
        assertThat(decision.ratio().high() - 1).isLessThanOrEqualTo(0.05);
      }
      rejected += excludes ? 1 : 0;
    }
    assertThat(rejected).isBetween(500, 3_500);
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1_000) / 1_000.0;
  }

  @Test
  void of_fivePairs_isNotJudged() {
    assertThat(Decision.of(slower(5, 1.5), Limits.DEFAULT, Looks.of(5))).isEmpty();
    assertThat(Decision.of(slower(6, 1.5), Limits.DEFAULT, Looks.of(6))).isPresent();
  }

  private static List<PairTime> slower(int pairs, double factor) {
    List<PairTime> times = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      double a = 1 + 0.01 * ((i * 7) % 5);
      times.add(new PairTime(a, factor * (1 + 0.01 * ((i * 3) % 4)), i % 2 == 1));
    }
    return times;
  }
}
