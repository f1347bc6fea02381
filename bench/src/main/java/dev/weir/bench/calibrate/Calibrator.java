package dev.weir.bench.calibrate;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.PairsOfEqualBuilds;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.Proportion;
import dev.weir.bench.stats.SignedRank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Calibrates verdicts with recorded comparisons of a build with itself. They are cut into disjoint
 * comparisons of whole blocks; swapping the labels of blocks at random gives more of them, as in
 * equal builds the labels say nothing (Fisher, The Design of Experiments, 1935, section 21). The
 * noise is that of the last 1,000 pairs.
 */
public final class Calibrator {
  /** The pairs of a comparison. */
  public static final int PAIRS = Looks.DEFAULT_PAIRS;

  private static final List<Integer> DETECTABLE_PAIRS = List.of(6, 8, 10, 20, 40);
  private static final int RELABELLINGS = 100;
  private static final double NOISE_SHARE = 0.95;
  private static final long SEED = 1;
  private static final Looks LOOKS = Looks.of(PAIRS);

  private final Limits limits;

  public Calibrator(Limits limits) {
    this.limits = limits;
  }

  /**
   * The calibration of one subject.
   *
   * @param recordings the pairs of each recorded run, in the order of measurement, from an odd pair
   *     on; together at least one comparison
   */
  public Calibration calibrate(String subject, List<List<PairTime>> recordings) {
    List<List<PairTime>> comparisons = new ArrayList<>();
    for (List<PairTime> recording : recordings) {
      for (int from = 0; from + PAIRS <= recording.size(); from += PAIRS) {
        comparisons.add(recording.subList(from, from + PAIRS));
      }
    }
    if (comparisons.isEmpty()) {
      throw new CalibrationException(
          "Calibration needs %d pairs of a commit with itself in one run of compare.sh; %s has at most %d."
              .formatted(PAIRS, subject, recordings.stream().mapToInt(List::size).max().orElse(0)));
    }
    int flagged = (int) comparisons.stream().filter(pairs -> isFlagged(stopped(pairs))).count();
    Relabelled relabelled = relabelled(comparisons);
    PairsOfEqualBuilds equal = PairsOfEqualBuilds.of(latest(recordings));
    Map<Integer, Double> detectable = new TreeMap<>();
    for (int pairs : DETECTABLE_PAIRS) {
      detectable.put(pairs, equal.detectable(pairs, limits));
    }
    return new Calibration(
        subject,
        comparisons.size() * PAIRS,
        comparisons.size(),
        flagged,
        Proportion.of(flagged, comparisons.size()),
        relabelled.flagged(),
        relabelled.noiseFloor(),
        equal.slotRatio(),
        equal.autocorrelation(),
        equal.pairSpread(),
        detectable);
  }

  /** The last pairs that a signed-rank test can take, in whole blocks. */
  private static List<List<PairTime>> latest(List<List<PairTime>> recordings) {
    List<List<PairTime>> latest = new ArrayList<>();
    int room = SignedRank.MAX_VALUES;
    for (int i = recordings.size() - 1; i >= 0 && room > 0; i--) {
      List<PairTime> recording = recordings.get(i);
      int from = Math.max(0, recording.size() - room);
      from += from % 2;
      latest.add(0, recording.subList(from, recording.size()));
      room -= recording.size() - from;
    }
    return latest;
  }

  private record Relabelled(Interval flagged, double noiseFloor) {}

  private Relabelled relabelled(List<List<PairTime>> comparisons) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] shares = new double[comparisons.size()];
    double[] differences = new double[comparisons.size() * RELABELLINGS];
    for (int i = 0; i < shares.length; i++) {
      int flagged = 0;
      for (int j = 0; j < RELABELLINGS; j++) {
        Decision decision = stopped(relabelled(comparisons.get(i), random));
        flagged += isFlagged(decision) ? 1 : 0;
        double point = decision.ratio().point();
        differences[i * RELABELLINGS + j] = Math.max(point, 1 / point) - 1;
      }
      shares[i] = (double) flagged / RELABELLINGS;
    }
    Arrays.sort(differences);
    double floor = differences[(int) Math.ceil(NOISE_SHARE * differences.length) - 1];
    return new Relabelled(share(shares), floor);
  }

  /** The mean of shares; the interval is cut at 0 and 1, and with one share unknown, 0 to 1. */
  private static Interval share(double[] shares) {
    if (shares.length == 1) {
      return new Interval(0, shares[0], 1);
    }
    Interval interval = Means.interval(shares);
    return new Interval(
        Math.max(0, interval.low()), interval.point(), Math.min(1, interval.high()));
  }

  /** The pairs with the labels of each block of two kept or swapped. */
  private static List<PairTime> relabelled(List<PairTime> pairs, SplittableRandom random) {
    List<PairTime> swapped = new ArrayList<>();
    boolean swap = false;
    for (int i = 0; i < pairs.size(); i++) {
      swap = i % 2 == 0 ? random.nextBoolean() : swap;
      PairTime pair = pairs.get(i);
      swapped.add(swap ? new PairTime(pair.b(), pair.a(), !pair.bFirst()) : pair);
    }
    return swapped;
  }

  private Decision stopped(List<PairTime> pairs) {
    return Decision.stopped(pairs, limits, LOOKS);
  }

  private static boolean isFlagged(Decision decision) {
    return decision.verdict() == Verdict.REGRESSED || decision.verdict() == Verdict.IMPROVED;
  }
}
