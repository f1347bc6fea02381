package dev.weir.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparePlanTest {
  private static final long SEED = 5;

  @Test
  void plan_ofOneMode_isTheOrderOfItsPairs() {
    assertThat(ComparePlan.of(List.of("copy"), 4, SEED, List.of()))
        .extracting(slot -> new ArmSlot(slot.pair(), slot.position(), slot.arm()))
        .isEqualTo(Order.pairs(4, SEED));
  }

  @Test
  void plan_ofTwoModes_alternatesBetweenTheirBlocks() {
    List<CompareSlot> plan = ComparePlan.of(List.of("copy", "insert"), 4, SEED, List.of());
    assertThat(plan.stream().map(slot -> slot.mode() + slot.pair()).distinct())
        .containsExactly(
            "copy0", "insert0", "copy1", "copy2", "insert1", "insert2", "copy3", "copy4", "insert3",
            "insert4");
  }

  @Test
  void plan_afterAnInterruption_continuesWithANewBlockAndMakesUpForThePairsThatLackAnArm() {
    List<RecordedRun> recorded = new ArrayList<>();
    for (int pair = 0; pair <= 2; pair++) {
      recorded.addAll(Records.process("copy", false, Optional.of(Arm.A), pair, 0.4));
      recorded.addAll(Records.process("copy", false, Optional.of(Arm.B), pair, 0.4));
    }
    recorded.addAll(Records.process("copy", false, Optional.of(Arm.B), 3, 0.4));

    List<CompareSlot> plan = ComparePlan.of(List.of("copy"), 6, SEED, recorded);

    // Pairs 1 and 2 count; pair 3 lacks an arm, and pair 4 would be the other half of its block.
    assertThat(plan.stream().map(CompareSlot::pair).distinct()).containsExactly(0, 5, 6, 7, 8);
    List<ArmSlot> unbroken = Order.pairs(8, SEED);
    assertThat(plan.stream().map(slot -> new ArmSlot(slot.pair(), slot.position(), slot.arm())))
        .isSubsetOf(unbroken);
  }

  @Test
  void plan_ofACompleteComparison_isEmpty() {
    List<RecordedRun> recorded = new ArrayList<>();
    for (int pair = 1; pair <= 2; pair++) {
      recorded.addAll(Records.process("copy", false, Optional.of(Arm.A), pair, 0.4));
      recorded.addAll(Records.process("copy", false, Optional.of(Arm.B), pair, 0.4));
    }
    assertThat(ComparePlan.of(List.of("copy"), 2, SEED, recorded)).isEmpty();
    String others =
        ComparePlan.of(List.of("copy", "insert"), 2, SEED, recorded).stream()
            .map(CompareSlot::mode)
            .distinct()
            .collect(Collectors.joining());
    assertThat(others).isEqualTo("insert");
  }
}
