package dev.weir.bench.calibrate;

import dev.weir.bench.stats.Interval;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How verdicts of one subject err on one machine, from comparisons of a build with itself.
 *
 * @param subject connector, mode and rows
 * @param pairs number of recorded pairs
 * @param comparisons disjoint comparisons of {@link Calibrator#PAIRS} pairs, cut from them
 * @param flagged comparisons with the verdict that B regressed or improved
 * @param falseAlarms their share, with its Clopper-Pearson interval
 * @param relabelled share of flagged comparisons where the labels of blocks are swapped at random,
 *     with Student's interval over the disjoint comparisons
 * @param noiseFloor the relative difference that 95 % of the relabelled comparisons stay within
 * @param slotRatio time of the second process of a pair divided by that of the first
 * @param autocorrelation lag-1 autocorrelation of the log times of successive processes
 * @param pairSpread standard deviation of a pair's log-ratio
 * @param detectable the relative slowdown found with a probability of 80 %, by number of pairs
 */
public record Calibration(
    String subject,
    int pairs,
    int comparisons,
    int flagged,
    Interval falseAlarms,
    Interval relabelled,
    double noiseFloor,
    Interval slotRatio,
    double autocorrelation,
    double pairSpread,
    Map<Integer, Double> detectable) {
  public Calibration {
    detectable = new TreeMap<>(detectable);
  }

  /**
   * The stored calibration of a subject.
   *
   * @param directory of the calibrations, {@code target/bench_results/calibration}
   * @param environmentKey of the machine
   */
  public static Optional<Calibration> find(Path directory, String environmentKey, String subject) {
    return new CalibrationFile(directory, environmentKey)
        .read().stream().filter(calibration -> calibration.subject().equals(subject)).findFirst();
  }
}
