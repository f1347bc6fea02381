package dev.weir.bench.decision;

import dev.weir.bench.stats.Means;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * Changes of level in a history of results: e-divisive (Matteson and James, "A nonparametric
 * approach for multiple change point analysis of multivariate data", Journal of the American
 * Statistical Association 109, 2014) with Welch's t-test instead of permutations, so that the same
 * history always has the same changes (Fleming et al., "Hunter: using change point detection to
 * hunt for performance regressions", ICPE 2023).
 *
 * <p>Each segment is divided where the energy distance between both parts is greatest, as long as
 * the parts differ at a weak level. Then, while any division between neighbouring segments fails
 * the strict level, the one with the greatest p-value is removed.
 */
public final class ChangePoints {
  /** The level of a reported change; strict, as the place is chosen by the data. */
  public static final double LEVEL = 0.001;

  /** The level of a division that later divisions may confirm. */
  private static final double WEAK_LEVEL = 0.01;

  /** The least number of values on either side of a change. */
  public static final int MIN_SEGMENT = 4;

  /** The greatest number of values; memory is in the order of its square. */
  public static final int MAX_VALUES = 2_000;

  private final double[] values;
  private final EnergyDistance distance;

  /** Starts of segments, and the end. */
  private final TreeSet<Integer> bounds = new TreeSet<>();

  private ChangePoints(double[] values) {
    if (values.length > MAX_VALUES || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "at most %d finite values are needed".formatted(MAX_VALUES));
    }
    this.values = values.clone();
    this.distance = new EnergyDistance(values);
  }

  /**
   * The changes of a series, in order.
   *
   * @param values in the order of time, at most {@link #MAX_VALUES}
   */
  public static List<ChangePoint> of(double[] values) {
    ChangePoints series = new ChangePoints(values);
    series.bounds.add(0);
    series.bounds.add(values.length);
    series.divide(0, values.length);
    series.prune();
    return series.changes();
  }

  private void divide(int from, int to) {
    EnergyDistance.Division best = distance.best(from, to, MIN_SEGMENT);
    if (best.at() > from && p(from, best.at(), best.to()) <= WEAK_LEVEL) {
      bounds.add(best.at());
      divide(from, best.at());
      divide(best.at(), to);
    }
  }

  private void prune() {
    List<ChangePoint> changes = changes();
    while (!changes.isEmpty()) {
      ChangePoint weakest = changes.get(0);
      for (ChangePoint change : changes) {
        weakest = change.p() > weakest.p() ? change : weakest;
      }
      if (weakest.p() <= LEVEL) {
        return;
      }
      bounds.remove(weakest.index());
      changes = changes();
    }
  }

  private List<ChangePoint> changes() {
    List<Integer> ends = new ArrayList<>(bounds);
    List<ChangePoint> changes = new ArrayList<>();
    for (int i = 1; i + 1 < ends.size(); i++) {
      int from = ends.get(i - 1);
      int at = ends.get(i);
      int to = ends.get(i + 1);
      changes.add(new ChangePoint(at, mean(from, at), mean(at, to), p(from, at, to)));
    }
    return changes;
  }

  private double mean(int from, int to) {
    return Means.mean(Arrays.copyOfRange(values, from, to));
  }

  private double p(int from, int at, int to) {
    double[] before = Arrays.copyOfRange(values, from, at);
    double[] after = Arrays.copyOfRange(values, at, to);
    if (constant(before) && constant(after)) {
      return before[0] == after[0] ? 1 : 0;
    }
    return TTest.withDefaults()
        .with(DataDispersion.HETEROSCEDASTIC)
        .test(before, after)
        .getPValue();
  }

  private static boolean constant(double[] part) {
    return Arrays.stream(part).allMatch(value -> value == part[0]);
  }
}
