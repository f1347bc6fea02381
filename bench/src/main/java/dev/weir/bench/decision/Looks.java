package dev.weir.bench.decision;

import dev.weir.bench.stats.SignedRank;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * When a comparison looks at its pairs, and the level of the test at each look. All looks together
 * reject equality of two equal builds with at most the probability alpha.
 *
 * <p>The looks follow whole blocks of two pairs, at {@value #FIRST} pairs and then every {@value
 * #EVERY}, up to {@value #LAST}, and the last one follows the last pair. The part of alpha that is
 * spent up to a look at the share t of the pairs is ln(1 + (e - 1) t), the spending function of
 * Pocock's type (Lan and DeMets, "Discrete sequential boundaries for clinical trials", Biometrika
 * 70, 1983). The exact test attains less than the level it is given; the next look may spend the
 * difference.
 */
public final class Looks {
  /** The least number of pairs for a verdict: 2 / 2^6 = 0.031 is at most 0.05, 2 / 2^5 is not. */
  public static final int MIN_PAIRS = 6;

  /** The pairs of a comparison unless it is told otherwise. */
  public static final int DEFAULT_PAIRS = 20;

  public static final double ALPHA = 0.05;

  private static final int FIRST = 8;
  private static final int EVERY = 4;
  private static final int LAST = 20;

  private final int maxPairs;
  private final double alpha;
  private final List<Look> planned;

  /**
   * A look.
   *
   * @param pairs pairs measured so far
   * @param level the level of the two-sided exact test, attained
   */
  public record Look(int pairs, double level) {}

  private Looks(int maxPairs, double alpha) {
    if (maxPairs < 1 || maxPairs > SignedRank.MAX_VALUES) {
      throw new IllegalArgumentException(
          "1 to %d pairs are needed, not %d".formatted(SignedRank.MAX_VALUES, maxPairs));
    }
    this.maxPairs = maxPairs;
    this.alpha = alpha;
    this.planned =
        looks(
            IntStream.iterate(FIRST, pairs -> pairs <= LAST && pairs < maxPairs, p -> p + EVERY)
                .boxed()
                .toList(),
            maxPairs);
  }

  /** The looks of a comparison of at most {@code maxPairs} pairs with the level {@link #ALPHA}. */
  public static Looks of(int maxPairs) {
    return new Looks(maxPairs, ALPHA);
  }

  /** The same pairs with another level, from above 0 up to {@link #ALPHA}. */
  Looks withAlpha(double level) {
    return new Looks(maxPairs, level);
  }

  public int maxPairs() {
    return maxPairs;
  }

  double alpha() {
    return alpha;
  }

  /** Whether the plan looks after so many pairs; the last look is one of them. */
  public boolean isLook(int pairs) {
    return pairs == maxPairs || planned.stream().anyMatch(look -> look.pairs() == pairs);
  }

  /**
   * The level of the test after {@code pairs} pairs: that of the look, or the rest of alpha where
   * the measurement ended between looks, as after an interruption. Empty where so few pairs cannot
   * reject.
   */
  public OptionalDouble levelAt(int pairs) {
    List<Look> looks = until(pairs);
    Look last = looks.get(looks.size() - 1);
    return last.level() > 0 ? OptionalDouble.of(last.level()) : OptionalDouble.empty();
  }

  /** The looks up to {@code pairs}, which is the last of them. */
  List<Look> until(int pairs) {
    if (pairs > maxPairs) {
      return new Looks(pairs, alpha).planned;
    }
    for (int i = 0; i < planned.size(); i++) {
      if (planned.get(i).pairs() == pairs) {
        return planned.subList(0, i + 1);
      }
    }
    List<Integer> earlier = planned.stream().map(Look::pairs).filter(look -> look < pairs).toList();
    return looks(earlier, pairs);
  }

  /** Looks after {@code earlier}, as shares of the planned pairs, and a last one, at 1. */
  private List<Look> looks(List<Integer> earlier, int last) {
    List<Look> looks = new ArrayList<>();
    GroupSequential process = new GroupSequential(0);
    double spent = 0;
    for (int pairs : earlier) {
      double share = (double) pairs / maxPairs;
      double allowed = alpha * Math.log(1 + (Math.E - 1) * share);
      double level = attained(process, pairs, share, allowed - spent);
      if (level > 0) {
        double bound = GroupSequential.boundOf(level);
        spent += process.above(share, bound) + process.below(share, bound);
        process.proceed(share, bound);
        looks.add(new Look(pairs, level));
      }
    }
    double end = looks.isEmpty() ? 1 : (double) last / maxPairs;
    looks.add(new Look(last, attained(process, last, end, alpha - spent)));
    return List.copyOf(looks);
  }

  private static double attained(GroupSequential process, int pairs, double share, double allowed) {
    double level = GroupSequential.level(process.bound(share, allowed));
    // The exact test at 1 - 1e-9 of the level, against rounding of a level that it just attains.
    return SignedRank.attained(pairs, level * (1 + 1e-9));
  }
}
