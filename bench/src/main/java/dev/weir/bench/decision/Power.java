package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.WalshAverages;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What comparisons find where the pairs vary as those of a given one: the whole test is repeated on
 * pairs drawn from it, with replacement and random signs (bootstrap power: Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, section 25). A formula with one standard deviation would
 * promise too much where a few runs are far slower than the rest.
 */
public final class Power {
  /** The probability that the figures are stated for. */
  public static final double POWER = 0.8;

  private static final int DRAWS = 999;
  private static final long SEED = 1;

  /** The log-ratios around their centre, without the slot effect. */
  private final double[] residuals;

  private final Limits limits;
  private final Looks looks;

  private Power(double[] residuals, Limits limits, Looks looks) {
    this.residuals = residuals;
    this.limits = limits;
    this.looks = looks;
  }

  static Power of(SlotEffect slot, Limits limits, Looks looks) {
    double[] values = slot.residuals();
    double centre = WalshAverages.of(values).point();
    return new Power(Arrays.stream(values).map(value -> value - centre).toArray(), limits, looks);
  }

  /**
   * The relative slowdown that {@code pairs} pairs find with the probability {@link #POWER}: the
   * verdict at the last of them is that B regressed.
   *
   * @param pairs at least {@link Looks#MIN_PAIRS}
   */
  public double detectable(int pairs) {
    double level =
        looks
            .levelAt(pairs)
            .orElseThrow(() -> new IllegalArgumentException(pairs + " pairs find nothing"));
    double threshold = Math.log(limits.slower());
    SplittableRandom random = new SplittableRandom(SEED);
    double[] needed = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      Interval centre = WalshAverages.of(drawn(pairs, random)).interval(level);
      needed[draw] = Math.max(-centre.low(), threshold - centre.point());
    }
    Arrays.sort(needed);
    return Math.expm1(needed[(int) Math.ceil(POWER * DRAWS) - 1]);
  }

  private double[] drawn(int pairs, SplittableRandom random) {
    double[] values = new double[pairs];
    boolean[] bFirst = new boolean[pairs];
    for (int i = 0; i < pairs; i++) {
      double residual = residuals[random.nextInt(residuals.length)];
      values[i] = random.nextBoolean() ? residual : -residual;
      bFirst[i] = i % 2 == 1;
    }
    return new SlotEffect(values, bFirst).adjusted();
  }
}
