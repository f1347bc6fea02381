package dev.weir.bench.decision;

/**
 * The divergence of two neighbouring parts of a series, with the exponent 1: n m / (n + m) times
 * twice the mean distance between the parts minus the mean distance within each (Matteson and James
 * 2014, equations 5 to 7). Sums of all rectangles of the matrix of distances are kept, so that each
 * divergence takes constant time.
 */
final class EnergyDistance {
  /** sums[i][j] is the sum of the distances between the first i and the first j values. */
  private final double[][] sums;

  /**
   * A part of a segment, divided in two.
   *
   * @param at the first value of the second part; the start of the segment where it is too short
   * @param to the end of the second part
   */
  record Division(int at, int to, double divergence) {}

  EnergyDistance(double[] values) {
    int n = values.length;
    sums = new double[n + 1][n + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sums[i + 1][j + 1] =
            sums[i][j + 1] + sums[i + 1][j] - sums[i][j] + Math.abs(values[i] - values[j]);
      }
    }
  }

  /** The greatest divergence of a start of the segment from what follows it, up to any end. */
  Division best(int from, int to, int minPart) {
    Division best = new Division(from, to, 0);
    for (int at = from + minPart; at <= to - minPart; at++) {
      for (int end = at + minPart; end <= to; end++) {
        double divergence = divergence(from, at, end);
        if (divergence > best.divergence()) {
          best = new Division(at, end, divergence);
        }
      }
    }
    return best;
  }

  /** The divergence of the values from {@code from} to {@code at} and from there to {@code to}. */
  double divergence(int from, int at, int to) {
    double n = at - from;
    double m = to - at;
    double between = sum(from, at, at, to) / (n * m);
    double first = sum(from, at, from, at) / (n * (n - 1));
    double second = sum(at, to, at, to) / (m * (m - 1));
    return n * m / (n + m) * (2 * between - first - second);
  }

  private double sum(int fromRow, int toRow, int fromColumn, int toColumn) {
    return sums[toRow][toColumn]
        - sums[fromRow][toColumn]
        - sums[toRow][fromColumn]
        + sums[fromRow][fromColumn];
  }
}
