package dev.weir.bench.decision;

import dev.weir.bench.stats.Holm;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.SignedRank;
import dev.weir.bench.stats.WalshAverages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The differences of the secondary metrics: stages, cold runs and cost. They are tested together at
 * the level {@link Looks#ALPHA} under {@link Holm}, apart from the primary metric, once, when the
 * comparison has ended.
 *
 * <p>The test of a metric is the exact signed-rank test. Where there are too few pairs for it to
 * reject any of so many metrics, 2 / 2^n above alpha / m, it is Student's t on the same differences
 * with n - 2 degrees of freedom, one of which the slot effect takes. The choice depends on the
 * numbers of pairs and metrics alone.
 *
 * @param differences in the order of the metrics
 */
public record Family<K>(List<Difference<K>> differences) {
  public Family {
    differences = List.copyOf(differences);
  }

  /** A metric's test: its estimate, its p-value, and its interval at any level. */
  private interface Test {
    double p();

    Interval interval(double level);
  }

  /**
   * Tests all metrics. One that is equal in all pairs, such as a count that is always 0, is no test
   * and is left out of the correction.
   *
   * @param metrics the values of each metric, in an iteration order that {@link #differences}
   *     keeps; all with the same number of pairs
   * @return without differences below {@link Looks#MIN_PAIRS} pairs
   */
  public static <K> Family<K> of(Map<K, List<PairTime>> metrics) {
    List<K> keys = new ArrayList<>();
    List<List<PairTime>> tested = new ArrayList<>();
    List<Difference<K>> all = new ArrayList<>();
    metrics.forEach(
        (key, pairs) -> {
          if (pairs.size() >= Looks.MIN_PAIRS) {
            boolean equal = pairs.stream().allMatch(pair -> pair.difference() == 0);
            all.add(new Difference<>(key, new Interval(0, 0, 0), 1, false));
            if (!equal) {
              keys.add(key);
              tested.add(pairs);
            }
          }
        });
    List<Test> tests = tested.stream().map(pairs -> test(pairs, tested.size())).toList();
    double[] p = tests.stream().mapToDouble(Test::p).toArray();
    double[] adjusted = Holm.adjusted(p);
    double[] levels = Holm.levels(p, Looks.ALPHA);
    for (int i = 0; i < p.length; i++) {
      K key = keys.get(i);
      Difference<K> difference =
          new Difference<>(key, tests.get(i).interval(levels[i]), adjusted[i], p[i] <= levels[i]);
      all.replaceAll(it -> it.metric().equals(key) ? difference : it);
    }
    return new Family<>(all);
  }

  /** The differences, the largest first; metrics should have one unit to be ordered so. */
  public List<Difference<K>> largestFirst() {
    Comparator<Difference<K>> bySize =
        Comparator.comparingDouble(it -> Math.abs(it.difference().point()));
    return differences.stream().sorted(bySize.reversed()).toList();
  }

  private static Test test(List<PairTime> pairs, int metrics) {
    int n = pairs.size();
    double[] differences = pairs.stream().mapToDouble(PairTime::difference).toArray();
    boolean[] bFirst = new boolean[n];
    for (int i = 0; i < n; i++) {
      bFirst[i] = pairs.get(i).bFirst();
    }
    double[] adjusted = new SlotEffect(differences, bFirst).adjusted();
    return SignedRank.critical(n, Looks.ALPHA / metrics) >= 0
        ? signedRank(adjusted)
        : student(adjusted);
  }

  private static Test signedRank(double[] differences) {
    WalshAverages averages = WalshAverages.of(differences);
    return new Test() {
      @Override
      public double p() {
        return averages.p();
      }

      @Override
      public Interval interval(double level) {
        return averages.interval(level);
      }
    };
  }

  private static Test student(double[] differences) {
    int n = differences.length;
    TDistribution distribution = TDistribution.of(n - 2);
    double mean = Means.mean(differences);
    double error = Means.standardDeviation(differences) / Math.sqrt(n);
    return new Test() {
      @Override
      public double p() {
        return error == 0
            ? mean == 0 ? 1 : 0
            : 2 * distribution.survivalProbability(Math.abs(mean) / error);
      }

      @Override
      public Interval interval(double level) {
        double half = distribution.inverseSurvivalProbability(level / 2) * error;
        return new Interval(mean - half, mean, mean + half);
      }
    };
  }
}
