package dev.weir.bench.decision;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.WalshAverages;
import java.util.ArrayList;
import java.util.List;

/** The noise of pairs whose builds are equal: all recorded runs of one subject on one machine. */
public final class PairsOfEqualBuilds {
  private static final double LEVEL = 0.05;

  private final List<List<PairTime>> recordings;
  private final SlotEffect slot;

  private PairsOfEqualBuilds(List<List<PairTime>> recordings, SlotEffect slot) {
    this.recordings = recordings;
    this.slot = slot;
  }

  /**
   * The pairs of these runs.
   *
   * @param recordings the pairs of each run, at least {@link Looks#DEFAULT_PAIRS} in all
   */
  public static PairsOfEqualBuilds of(List<List<PairTime>> recordings) {
    return new PairsOfEqualBuilds(
        recordings, Decision.slotEffect(recordings.stream().flatMap(List::stream).toList()));
  }

  /** The slowdown that a comparison of {@code pairs} such pairs finds with 80 % power. */
  public double detectable(int pairs, Limits limits) {
    return Power.of(slot, limits, Looks.of(pairs)).detectable(pairs);
  }

  /** Time of the second process of a pair divided by that of the first. */
  public Interval slotRatio() {
    double[] halves = slot.halves();
    return halves.length < Looks.MIN_PAIRS
        ? new Interval(1, 1, 1)
        : WalshAverages.of(halves).interval(LEVEL).mapIncreasing(Math::exp);
  }

  /** The standard deviation of a pair's log-ratio without the slot effect. */
  public double pairSpread() {
    return Means.standardDeviation(slot.residuals());
  }

  /** The lag-1 autocorrelation of the log times of successive processes, within each run. */
  public double autocorrelation() {
    double products = 0;
    double squares = 0;
    for (List<PairTime> recording : recordings) {
      List<Double> logs = new ArrayList<>();
      for (PairTime pair : recording) {
        logs.add(Math.log(pair.bFirst() ? pair.b() : pair.a()));
        logs.add(Math.log(pair.bFirst() ? pair.a() : pair.b()));
      }
      double mean = logs.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      for (int i = 0; i < logs.size(); i++) {
        double deviation = logs.get(i) - mean;
        squares += deviation * deviation;
        products += i == 0 ? 0 : deviation * (logs.get(i - 1) - mean);
      }
    }
    return squares == 0 ? 0 : products / squares;
  }
}
