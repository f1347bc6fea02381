package dev.weir.bench.plan;

import dev.weir.bench.result.Arm;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order of a comparison of several modes: the warm-up pairs, then the first block of each mode,
 * then the second of each, so that an interruption leaves all modes at the same point.
 */
public final class ComparePlan {
  private static final int PAIRS_IN_BLOCK = 2;

  private ComparePlan() {}

  /**
   * What remains to be measured.
   *
   * @param recorded runs of an interrupted comparison; empty for a new one. A mode continues with a
   *     new block after the last recorded pair, as the two halves of a block must not be hours
   *     apart; a pair with one arm is not counted and is made up for.
   */
  public static List<CompareSlot> of(
      List<String> modes, int pairs, long seed, List<RecordedRun> recorded) {
    List<List<List<CompareSlot>>> chunks = new ArrayList<>();
    for (String mode : modes) {
      chunks.add(chunks(mode, pairs, seed, arms(mode, recorded)));
    }
    List<CompareSlot> plan = new ArrayList<>();
    int longest = chunks.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<List<CompareSlot>> ofMode : chunks) {
        if (i < ofMode.size()) {
          plan.addAll(ofMode.get(i));
        }
      }
    }
    return plan;
  }

  /** The arms that each pair of the mode has, without the warm-up pair. */
  private static NavigableMap<Integer, Set<Arm>> arms(String mode, List<RecordedRun> recorded) {
    NavigableMap<Integer, Set<Arm>> arms = new TreeMap<>();
    for (RecordedRun run : recorded) {
      if (run.subject().mode().equals(mode) && !run.slot().isWarmUp()) {
        run.build()
            .arm()
            .ifPresent(
                arm ->
                    arms.computeIfAbsent(run.slot().iteration(), pair -> new TreeSet<>()).add(arm));
      }
    }
    return arms;
  }

  /** The warm-up pair and the remaining blocks; nothing where all pairs are recorded. */
  private static List<List<CompareSlot>> chunks(
      String mode, int pairs, long seed, NavigableMap<Integer, Set<Arm>> recorded) {
    long complete =
        recorded.values().stream().filter(arms -> arms.size() == Arm.values().length).count();
    int remaining = pairs - (int) complete;
    if (remaining <= 0) {
      return List.of();
    }
    int last = recorded.isEmpty() ? 0 : recorded.lastKey();
    int skipped = (last + 1) / PAIRS_IN_BLOCK * PAIRS_IN_BLOCK;
    Map<Integer, List<CompareSlot>> byBlock = new HashMap<>();
    List<List<CompareSlot>> chunks = new ArrayList<>();
    for (ArmSlot slot : Order.pairs(skipped + remaining, seed)) {
      if (slot.pair() == 0 || slot.pair() > skipped) {
        int block = (slot.pair() + 1) / PAIRS_IN_BLOCK;
        byBlock
            .computeIfAbsent(
                block,
                created -> {
                  List<CompareSlot> chunk = new ArrayList<>();
                  chunks.add(chunk);
                  return chunk;
                })
            .add(new CompareSlot(slot.pair(), slot.position(), slot.arm(), mode));
      }
    }
    return chunks;
  }
}
