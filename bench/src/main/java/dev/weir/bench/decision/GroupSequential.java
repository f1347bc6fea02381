package dev.weir.bench.decision;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The probability that a standardized statistic crosses its bounds at one of several looks, by
 * numerical integration over the increments between them (Armitage, McPherson and Rowe, "Repeated
 * significance tests on accumulating data", Journal of the Royal Statistical Society A 132, 1969).
 *
 * <p>Without an effect, the score S at information t, between 0 and 1, is a Brownian motion; the
 * statistic is S / sqrt(t).
 */
final class GroupSequential {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Points of Simpson's rule; odd. */
  private static final int POINTS = 121;

  private double information;
  private double[] scores = {0};

  /** Density of S at each of {@link #scores} times the weight of the point, where not crossed. */
  private double[] mass = {1};

  /** The probability to leave &plusmn; {@code bound} first at a look at {@code next}. */
  double crossing(double next, double bound) {
    double step = next - information;
    double edge = bound * Math.sqrt(next);
    double total = 0;
    for (int i = 0; i < scores.length; i++) {
      double above = NORMAL.survivalProbability((edge - scores[i]) / Math.sqrt(step));
      double below = NORMAL.survivalProbability((edge + scores[i]) / Math.sqrt(step));
      total += mass[i] * (above + below);
    }
    return total;
  }

  /** Continues after a look at {@code next}, where the statistic is within &plusmn; bound. */
  void proceed(double next, double bound) {
    double step = next - information;
    double edge = bound * Math.sqrt(next);
    double width = 2 * edge / (POINTS - 1);
    double[] nextScores = new double[POINTS];
    double[] nextMass = new double[POINTS];
    for (int j = 0; j < POINTS; j++) {
      nextScores[j] = -edge + j * width;
      double density = 0;
      for (int i = 0; i < scores.length; i++) {
        double z = (nextScores[j] - scores[i]) / Math.sqrt(step);
        density += mass[i] * Math.exp(-z * z / 2);
      }
      double simpson = j == 0 || j == POINTS - 1 ? 1 : j % 2 == 1 ? 4 : 2;
      nextMass[j] = density / Math.sqrt(2 * Math.PI * step) * simpson * width / 3;
    }
    scores = nextScores;
    mass = nextMass;
    information = next;
  }

  /** The bound of a look that is crossed first, on either side, with a probability. */
  double bound(double next, double probability) {
    double low = 0;
    double high = 40;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (crossing(next, middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The two-sided level of a bound of the standard normal distribution. */
  static double level(double bound) {
    return 2 * NORMAL.survivalProbability(bound);
  }

  /** The bound of a two-sided level. */
  static double boundOf(double level) {
    return NORMAL.inverseSurvivalProbability(level / 2);
  }
}
