package dev.weir.bench.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Balanced orders, each fixed by its seed. */
public final class Order {
  private static final List<String> FORWARDS = List.of("A", "B");
  private static final List<String> BACKWARDS = List.of("B", "A");

  private Order() {}

  /**
   * Rounds of all modes, by Latin squares after Williams ("Experimental designs balanced for the
   * estimation of residual effects of treatments", Australian Journal of Scientific Research A 2,
   * 1949): of n modes, each stands once in each position in every n rounds, and follows each other
   * one equally often in n rounds (n even) or 2n rounds (n odd, where every second square is run
   * backwards). The seed shuffles which mode is which letter of the square, and its rows.
   *
   * @param modes distinct, at least one
   */
  public static List<Slot> rounds(List<String> modes, int rounds, long seed) {
    // Mixed once, as the first draws of neighbouring seeds are alike.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<String> letters = new ArrayList<>(modes);
    Collections.shuffle(letters, random);
    List<Slot> order = new ArrayList<>();
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
      add(order, round, row(letters, rows.remove(0), backwards));
    }
    return order;
  }

  /** A row of the square: letters 0, 1, n-1, 2, n-2, ... each moved on by the row's number. */
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
   * A warm-up pair as iteration 0, then pairs of the arms A and B in blocks of two, A B B A or B A
   * A B by the toss of a coin: within a block neither arm gains by going first, nor by a drift.
   */
  public static List<Slot> pairs(int pairs, long seed) {
    RandomGenerator random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<Slot> order = new ArrayList<>();
    add(order, 0, FORWARDS);
    boolean forwards = true;
    for (int pair = 1; pair <= pairs; pair++) {
      boolean opensBlock = pair % 2 == 1;
      forwards = opensBlock ? random.nextBoolean() : !forwards;
      add(order, pair, forwards ? FORWARDS : BACKWARDS);
    }
    return order;
  }

  private static void add(List<Slot> order, int iteration, List<String> what) {
    for (int i = 0; i < what.size(); i++) {
      order.add(new Slot(iteration, i + 1, what.get(i)));
    }
  }
}
