package dev.weir.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** A short form of the table in docs/measuring.md, with the bounds that it is held to. */
class SimulationTest {
  private static final int TRIALS = 600;

  @Test
  void equalBuilds_areSeldomFlagged() {
    for (NoiseModel model : NoiseModels.ALL) {
      double bound = model.equals(NoiseModels.AUTOREGRESSIVE) ? 0.065 : 0.055;
      Tally equal = simulation(model).run(1, TRIALS);
      assertThat(equal.regressed() + equal.improved())
          .as(model.name())
          .isLessThanOrEqualTo(atMost(bound));
      assertThat(equal.covered()).as(model.name()).isGreaterThanOrEqualTo(atLeast(0.93));
    }
  }

  @Test
  void fivePercent_underTheSharedModel_isFound() {
    Tally slower = simulation(NoiseModels.SHARED).run(1.05, TRIALS);
    assertThat(slower.regressed()).isGreaterThanOrEqualTo(atLeast(0.95));
    assertThat(slower.improved()).isZero();
    assertThat(slower.covered()).isBetween(atLeast(0.93), atMost(0.98));
    assertThat(slower.meanPairs()).isLessThan(16);
  }

  @Test
  void equalBuilds_withAPairSpreadOfFivePercent_haveNoSlowdown() {
    Tally equal = simulation(NoiseModels.SPREAD_5).run(1, TRIALS);
    assertThat(equal.noSlowdown()).isGreaterThanOrEqualTo(atLeast(0.80));
  }

  @Test
  void slotEffect_costsNoPower() {
    Tally with = simulation(NoiseModels.SECOND_SLOT).run(1.05, TRIALS);
    Tally without = simulation(NoiseModels.SPREAD_5).run(1.05, TRIALS);
    assertThat(with.regressed()).isEqualTo(without.regressed());
  }

  @Test
  void statedDetectableEffect_isFoundWithItsPower() {
    for (NoiseModel model : List.of(NoiseModels.SPREAD_5, NoiseModels.BAD, NoiseModels.DOUBLED)) {
      Simulation simulation = simulation(model);
      Tally found = simulation.run(1 + simulation.statedDetectable(150), TRIALS);
      assertThat(found.regressed()).as(model.name()).isBetween(atLeast(0.75), atMost(0.85));
    }
  }

  @Test
  void print_sameSeed_isTheSameTable() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    SimulationTable.print(5, 3, first::add);
    SimulationTable.print(5, 3, second::add);
    assertThat(first).isEqualTo(second).hasSize(2 + NoiseModels.ALL.size());
  }

  private static Simulation simulation(NoiseModel model) {
    return new Simulation(model, Limits.DEFAULT, Looks.of(20), 1);
  }

  /** Hits that a true share of at most {@code share} exceeds with a probability below 0.1 %. */
  private static int atMost(double share) {
    return BinomialDistribution.of(TRIALS, share).inverseCumulativeProbability(0.999);
  }

  private static int atLeast(double share) {
    return BinomialDistribution.of(TRIALS, share).inverseCumulativeProbability(0.001);
  }
}
