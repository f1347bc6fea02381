package dev.weir.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.result.Arm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void rounds_asManyAsModes_putEachModeOnceInEachPosition(int count) {
    List<ModeSlot> order = Order.rounds(modes(count), count, 42);

    assertThat(order).hasSize(count * count);
    assertThat(order.stream().map(slot -> slot.mode() + "@" + slot.position()).distinct())
        .hasSize(count * count);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void rounds_twiceAsManyAsModes_letEachModeFollowEachOtherEquallyOften(int count) {
    List<ModeSlot> order = Order.rounds(modes(count), 2 * count, 7);
    Map<String, Integer> followers = new HashMap<>();
    for (int i = 1; i < order.size(); i++) {
      if (order.get(i).round() == order.get(i - 1).round()) {
        followers.merge(order.get(i - 1).mode() + order.get(i).mode(), 1, Integer::sum);
      }
    }
    assertThat(followers).hasSize(count * (count - 1));
    assertThat(followers.values()).containsOnly(2);
  }

  @Test
  void rounds_fewerThanModes_areWholeRounds() {
    List<ModeSlot> order = Order.rounds(modes(4), 1, 3);
    assertThat(order).extracting(ModeSlot::round).containsOnly(1);
    assertThat(order).extracting(ModeSlot::position).containsExactly(1, 2, 3, 4);
    assertThat(order).extracting(ModeSlot::mode).containsExactlyInAnyOrder("m0", "m1", "m2", "m3");
  }

  @Test
  void rounds_sameSeed_areTheSame_andOtherSeedsDiffer() {
    assertThat(Order.rounds(modes(4), 8, 1)).isEqualTo(Order.rounds(modes(4), 8, 1));
    assertThat(IntStream.range(0, 20).mapToObj(seed -> Order.rounds(modes(4), 8, seed)).distinct())
        .hasSizeGreaterThan(15);
  }

  @Test
  void pairs_startWithAWarmUpPair_andGoOnInMirroredBlocks() {
    List<ArmSlot> order = Order.pairs(20, 99);

    assertThat(order.subList(0, 2))
        .containsExactly(new ArmSlot(0, 1, Arm.A), new ArmSlot(0, 2, Arm.B));
    for (int block = 2; block < order.size(); block += 4) {
      String arms =
          order.subList(block, block + 4).stream()
              .map(slot -> slot.arm().name())
              .collect(Collectors.joining());
      assertThat(arms).isIn("ABBA", "BAAB");
    }
  }

  @Test
  void pairs_overManySeeds_openWithEachArmAboutEquallyOften() {
    long openedByA =
        IntStream.range(0, 1_000).filter(s -> Order.pairs(1, s).get(2).arm() == Arm.A).count();
    // Six standard deviations of a fair coin, 16 each.
    assertThat(openedByA).isBetween(404L, 596L);
  }

  private static List<String> modes(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }
}
