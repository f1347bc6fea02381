package dev.weir.bench.stats;

/**
 * How many values lie outside of Tukey's fences: mild beyond 1.5 and severe beyond 3 interquartile
 * ranges from the quartiles (Tukey, Exploratory Data Analysis, 1977). They are counted, never
 * dropped.
 */
public record Outliers(int lowSevere, int lowMild, int highMild, int highSevere) {
  private static final double MILD = 1.5;
  private static final double SEVERE = 3.0;

  public static Outliers of(double[] values) {
    double lower = Medians.quantile(values, 0.25);
    double upper = Medians.quantile(values, 0.75);
    double range = upper - lower;
    int[] counts = new int[4];
    for (double value : values) {
      if (value < lower - SEVERE * range) {
        counts[0]++;
      } else if (value < lower - MILD * range) {
        counts[1]++;
      } else if (value > upper + SEVERE * range) {
        counts[3]++;
      } else if (value > upper + MILD * range) {
        counts[2]++;
      }
    }
    return new Outliers(counts[0], counts[1], counts[2], counts[3]);
  }

  public int total() {
    return lowSevere + lowMild + highMild + highSevere;
  }
}
