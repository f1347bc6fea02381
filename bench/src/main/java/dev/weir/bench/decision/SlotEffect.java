package dev.weir.bench.decision;

import dev.weir.bench.stats.WalshAverages;
import java.util.stream.IntStream;

/**
 * The effect of running second in a pair. A difference B - A is, apart from noise, the effect of
 * the build plus the slot effect where A runs first, and minus it where B does. Half the difference
 * of two pairs in opposite order is therefore an estimate of the slot effect alone; the
 * Hodges-Lehmann estimate of these halves is subtracted.
 *
 * <p>Swapping the labels A and B of a block of two pairs changes the sign of both differences and
 * leaves its half unchanged. The estimate is thus the same for all random orders of the blocks and
 * does not depend on which build is faster.
 */
final class SlotEffect {
  private final double[] differences;

  /** Indices of the pairs where A ran first, and of those where B did. */
  private final int[] aFirst;

  private final int[] bFirst;

  /** Half the difference of the k-th pairs in each order. */
  private final double[] halves;

  /**
   * @param differences B - A or log(B / A) of each pair
   * @param bRanFirst whether B ran first
   */
  SlotEffect(double[] differences, boolean[] bRanFirst) {
    this.differences = differences.clone();
    this.aFirst = IntStream.range(0, differences.length).filter(i -> !bRanFirst[i]).toArray();
    this.bFirst = IntStream.range(0, differences.length).filter(i -> bRanFirst[i]).toArray();
    this.halves = new double[Math.min(aFirst.length, bFirst.length)];
    for (int k = 0; k < halves.length; k++) {
      halves[k] = (differences[aFirst[k]] - differences[bFirst[k]]) / 2;
    }
  }

  /** The estimated effect; 0 where all pairs have the same order. */
  double estimate() {
    return halves.length == 0 ? 0 : WalshAverages.of(halves).point();
  }

  /** The estimates per pair of opposite orders. */
  double[] halves() {
    return halves.clone();
  }

  /**
   * The differences without the slot effect, for a test. The residual of each half is scaled by k /
   * (k - 1), as k residuals around their own estimate vary less than the noise does (the correction
   * HC3 of MacKinnon and White, "Some heteroskedasticity-consistent covariance matrix estimators
   * with improved finite sample properties", Journal of Econometrics 29, 1985). Without it the test
   * rejects too often.
   */
  double[] adjusted() {
    int k = halves.length;
    return adjusted(k > 1 ? k / (k - 1.0) : 1);
  }

  /** The differences without the slot effect, which vary as much as the noise does. */
  double[] residuals() {
    int k = halves.length;
    return adjusted(k > 1 ? Math.sqrt(k / (k - 1.0)) : 1);
  }

  private double[] adjusted(double scale) {
    double effect = estimate();
    double[] adjusted = new double[differences.length];
    for (int i : aFirst) {
      adjusted[i] = differences[i] - effect;
    }
    for (int i : bFirst) {
      adjusted[i] = differences[i] + effect;
    }
    for (int k = 0; k < halves.length; k++) {
      double centre = (differences[aFirst[k]] + differences[bFirst[k]]) / 2;
      double residual = (halves[k] - effect) * scale;
      adjusted[aFirst[k]] = centre + residual;
      adjusted[bFirst[k]] = centre - residual;
    }
    return adjusted;
  }
}
