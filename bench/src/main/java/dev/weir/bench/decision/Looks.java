package dev.weir.bench.decision;

import dev.weir.bench.stats.SignedRank;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * When a comparison looks at its pairs, and the levels of the test. All looks together reject the
 * equality of two equal builds with at most the probability alpha.
 *
 * <p>The looks follow whole blocks of two pairs, at {@value #FIRST} pairs and then every {@value
 * #EVERY}, up to {@value #LAST}, and the last one follows the last pair. A comparison may stop
 * before its last look only where p is at most the stopping level. The part of alpha that is spent
 * up to a look at the share t of the pairs is alpha t^2 (Kim and DeMets, "Design and analysis of
 * group sequential tests based on the type I error spending rate function", Biometrika 74, 1987);
 * what the exact test does not attain of it remains for the next look.
 *
 * <p>What remains for the last look is the level of the test and of the interval, at every look.
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
  private static final double SPENDING_EXPONENT = 2;

  private final int maxPairs;
  private final double alpha;
  private final List<Look> early;
  private final double level;

  /**
   * A look before the last one.
   *
   * @param pairs pairs measured so far
   * @param stopLevel the level that p must reach to stop; attained by so many pairs
   */
  public record Look(int pairs, double stopLevel) {}

  private Looks(int maxPairs, double alpha) {
    if (maxPairs < 1 || maxPairs > SignedRank.MAX_VALUES) {
      throw new IllegalArgumentException(
          "1 to %d pairs are needed, not %d".formatted(SignedRank.MAX_VALUES, maxPairs));
    }
    this.maxPairs = maxPairs;
    this.alpha = alpha;
    List<Look> looks = new ArrayList<>();
    GroupSequential process = new GroupSequential();
    double spent = 0;
    for (int pairs : earlyPairs(maxPairs)) {
      double share = (double) pairs / maxPairs;
      double allowed = alpha * Math.pow(share, SPENDING_EXPONENT) - spent;
      double stopLevel =
          SignedRank.attained(
              pairs, aboveRounding(GroupSequential.level(process.bound(share, allowed))));
      if (stopLevel > 0) {
        double bound = GroupSequential.boundOf(stopLevel);
        spent += process.crossing(share, bound);
        process.proceed(share, bound);
        looks.add(new Look(pairs, stopLevel));
      }
    }
    this.early = List.copyOf(looks);
    this.level = looks.isEmpty() ? alpha : GroupSequential.level(process.bound(1, alpha - spent));
  }

  private static List<Integer> earlyPairs(int maxPairs) {
    return IntStream.iterate(FIRST, pairs -> pairs <= LAST && pairs < maxPairs, p -> p + EVERY)
        .boxed()
        .toList();
  }

  /** The looks of a comparison of at most {@code maxPairs} pairs with the level {@link #ALPHA}. */
  public static Looks of(int maxPairs) {
    return new Looks(maxPairs, ALPHA);
  }

  /** The same pairs with another alpha, from above 0 up to {@link #ALPHA}. */
  Looks withAlpha(double other) {
    return other == alpha ? this : new Looks(maxPairs, other);
  }

  Looks withPairs(int pairs) {
    return pairs == maxPairs ? this : new Looks(pairs, alpha);
  }

  public int maxPairs() {
    return maxPairs;
  }

  /** The looks before the last one. */
  public List<Look> early() {
    return early;
  }

  /**
   * The level of the test and the interval after {@code pairs} pairs: the greatest that the exact
   * test attains at the last look; before it, where the stopping level guards against errors, the
   * nearest up to alpha. Empty where so few pairs cannot reject.
   */
  public OptionalDouble levelAt(int pairs) {
    if (pairs > maxPairs) {
      return withPairs(pairs).levelAt(pairs);
    }
    double attained = SignedRank.attained(pairs, aboveRounding(level));
    if (pairs < maxPairs) {
      int critical = SignedRank.critical(pairs, aboveRounding(level));
      double next = SignedRank.twoSidedP(pairs, critical + 1);
      attained = next <= alpha && next - level < level - attained ? next : attained;
    }
    return attained > 0 ? OptionalDouble.of(attained) : OptionalDouble.empty();
  }

  /** The level that p must reach to stop after {@code pairs} pairs; empty between looks. */
  public OptionalDouble stopLevelAt(int pairs) {
    return early.stream()
        .filter(look -> look.pairs() == pairs)
        .mapToDouble(Look::stopLevel)
        .findFirst();
  }

  /** Whether the plan looks after so many pairs; the last look is one of them. */
  public boolean isLook(int pairs) {
    return pairs == maxPairs || stopLevelAt(pairs).isPresent();
  }

  /** A level that a computed probability attains although rounding made it a little larger. */
  private static double aboveRounding(double exact) {
    return exact * (1 + 1e-9);
  }
}
