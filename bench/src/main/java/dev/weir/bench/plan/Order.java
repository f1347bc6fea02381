package dev.weir.bench.plan;

import dev.weir.bench.result.Arm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Balanced orders, each determined by its seed. */
public final class Order {
  private static final List<Arm> FORWARDS = List.of(Arm.A, Arm.B);
  private static final List<Arm> BACKWARDS = List.of(Arm.B, Arm.A);

  private Order() {}

  /**
   * Rounds of all modes, by Latin squares after Williams ("Experimental designs balanced for the
   * estimation of residual effects of treatments", Australian Journal of Scientific Research A 2,
   * 1949): of n modes, each stands once in each position in every n rounds, and follows each other
   * one equally often in n rounds (n even) or 2n rounds (n odd, where every second square is
   * reversed). The seed shuffles which mode is which letter of the square, and its rows.
   *
   * @param modes distinct, at least one
   */
  public static List<ModeSlot> rounds(List<String> modes, int rounds, long seed) {
    Random random = random(seed);
    List<String> letters = new ArrayList<>(modes);
    Collections.shuffle(letters, random);
    List<ModeSlot> order = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    boolean backwards = true;
    for (int round = 1; round <= rounds; round++) {
      if (rows.isEmpty()) {
        for (int row = 0; row < letters.size(); row++) {
          rows.add(row);
        }
        Collections.shuffle(rows, random);
        backwards = letters.size() % 2 == 1 && !backwards;
      }
      List<String> row = row(letters, rows.remove(0), backwards);
      for (int i = 0; i < row.size(); i++) {
        order.add(new ModeSlot(round, i + 1, row.get(i)));
      }
    }
    return order;
  }

  /** A row of the square: letters 0, 1, n-1, 2, n-2, ... each shifted by the row's number. */
  private static List<String> row(List<String> letters, int row, boolean backwards) {
    int n = letters.size();
    List<String> modes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int zigzag = i % 2 == 1 ? (i + 1) / 2 : n - i / 2;
      modes.add(letters.get((zigzag + row) % n));
    }
    if (backwards) {
      Collections.reverse(modes);
    }
    return modes;
  }

  /**
   * A warm-up pair, then pairs of the arms A and B in random blocks of two, A B B A or B A A B:
   * within a block, neither the first position nor a linear drift favours an arm.
   */
  public static List<ArmSlot> pairs(int pairs, long seed) {
    RandomGenerator random = random(seed);
    List<ArmSlot> order = new ArrayList<>();
    add(order, 0, FORWARDS);
    boolean forwards = true;
    for (int pair = 1; pair <= pairs; pair++) {
      boolean opensBlock = pair % 2 == 1;
      forwards = opensBlock ? random.nextBoolean() : !forwards;
      add(order, pair, forwards ? FORWARDS : BACKWARDS);
    }
    return order;
  }

  private static void add(List<ArmSlot> order, int pair, List<Arm> arms) {
    for (int i = 0; i < arms.size(); i++) {
      order.add(new ArmSlot(pair, i + 1, arms.get(i)));
    }
  }

  /** Multiplies the seed, as the first draws from neighbouring seeds are similar. */
  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }
}
