package dev.weir.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PilotTest {
  @Test
  void of_manyProcesses_separatesTheVariances() {
    Random random = new Random(2);
    List<double[]> processes = new ArrayList<>();
    for (int process = 0; process < 400; process++) {
      double level = 0.05 * random.nextGaussian();
      double[] runs = new double[10];
      for (int run = 0; run < runs.length; run++) {
        runs[run] = 0.2 * Math.exp(level + 0.1 * random.nextGaussian());
      }
      processes.add(runs);
    }
    Pilot pilot = Pilot.of(processes, 3);
    assertThat(pilot.withinVariance()).isCloseTo(0.01, within(0.001));
    assertThat(pilot.betweenVariance()).isCloseTo(0.0025, within(0.0006));
    assertThat(pilot.runSecs()).isCloseTo(0.2, within(0.01));
  }

  @Test
  void of_slowFirstRuns_areWarmUp() {
    double[] runs = {0.3, 0.2, 0.15, 0.1, 0.101, 0.099, 0.1, 0.101, 0.1, 0.1};
    assertThat(Pilot.of(List.of(runs, runs), 3).warmups()).isEqualTo(3);
  }

  @Test
  void repeats_costlyProcesses_areThoseOfKaliberaAndJones() {
    // sqrt(6 s / 0.1 s * 0.01 / 0.0025) = 15.5; the spread is sqrt(2 (0.0025 + 0.01 / 16)) = 7.9 %,
    // which no number of repeats brings to 5 %, so that the 3 s of work decide.
    assertThat(new Pilot(0, 0.01, 0.0025, 0.1, 6).repeats()).isEqualTo(30);
    // Between processes 2 %: sqrt(60 * 0.01 / 0.0004) = 38.7, more than 3 s of work.
    assertThat(new Pilot(0, 0.01, 0.0004, 0.1, 6).repeats()).isEqualTo(30);
    // Runs of 0.1 s that vary by 2 %: sqrt(60 * 0.0004 / 0.0004) = 7.7; the spread is 3 %.
    assertThat(new Pilot(0, 0.0004, 0.0004, 0.1, 6).repeats()).isEqualTo(8);
    // Runs of 4 s: one is more than 3 s of work.
    assertThat(new Pilot(0, 0.01, 0.0004, 4, 6).repeats()).isEqualTo(1);
  }

  @Test
  void plan_enoughTime_hasTwentyPairsOrMore() {
    PilotPlan plan = new Pilot(2, 0.0004, 0.0004, 0.1, 2).plan(0, 0, 600, Limits.DEFAULT);
    assertThat(plan.fits()).isTrue();
    assertThat(plan.pairs()).isEqualTo(20);
    assertThat(plan.warmups()).isEqualTo(2);
    PilotPlan noisy = new Pilot(2, 0.01, 0.01, 0.1, 2).plan(0, 0, 6_000, Limits.DEFAULT);
    assertThat(noisy.pairs()).isEqualTo(40);
  }

  @Test
  void plan_littleTime_isTheMostPreciseThatFits() {
    Pilot pilot = new Pilot(2, 0.01, 0.0004, 0.1, 2);
    PilotPlan plan = pilot.plan(0, 0, 60, Limits.DEFAULT);
    assertThat(plan.fits()).isTrue();
    assertThat(plan.secs()).isLessThanOrEqualTo(60);
    assertThat(plan.pairs()).isBetween(6, 12);
    assertThat(plan.repeats()).isGreaterThan(5);
  }

  @Test
  void plan_noTime_saysThatNothingFits() {
    PilotPlan plan = new Pilot(2, 0.01, 0.0004, 0.1, 2).plan(0, 0, 10, Limits.DEFAULT);
    assertThat(plan.fits()).isFalse();
    assertThat(plan.pairs()).isEqualTo(Looks.MIN_PAIRS);
  }

  @Test
  void plan_givenRepeatsAndPairs_areKept() {
    PilotPlan plan = new Pilot(2, 0.01, 0.0004, 0.1, 2).plan(7, 12, 600, Limits.DEFAULT);
    assertThat(plan.repeats()).isEqualTo(7);
    assertThat(plan.pairs()).isEqualTo(12);
  }

  @Test
  void of_oneProcess_isRefused() {
    assertThatThrownBy(() -> Pilot.of(List.of(new double[] {1, 2, 3, 4}), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 processes of 4 warm runs");
  }
}
