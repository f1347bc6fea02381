package dev.weir.bench.report;

import dev.weir.bench.calibrate.Calibration;
import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.stats.Interval;

/** A calibration in a sentence. */
final class CalibrationText {
  static final Block.Sentence MISSING =
      new Block.Sentence(
          Tone.WARNING,
          "Warning: No calibration of this mode on this machine; how often verdicts are false alarms here is unknown (weir-bench calibrate).");

  private static final double PERCENT = 100;

  private CalibrationText() {}

  static Block.Sentence of(Calibration calibration, Decision decision) {
    Interval alarms = calibration.falseAlarms().mapIncreasing(share -> share * PERCENT);
    double change = Math.abs(decision.ratio().point() - 1);
    String text =
        "Calibration: %d of %s of this machine with itself flagged, a rate of %s %%; 95 %% of them differ by less than %s."
            .formatted(
                calibration.flagged(),
                Figures.counted(calibration.comparisons(), "comparison"),
                Figures.interval(alarms),
                Figures.percent(calibration.noiseFloor() * PERCENT));
    boolean floor =
        change < calibration.noiseFloor()
            && (decision.verdict() == Verdict.REGRESSED || decision.verdict() == Verdict.IMPROVED);
    return floor
        ? new Block.Sentence(
            Tone.WARNING, "Warning: The change is below the machine's noise floor. " + text)
        : new Block.Sentence(Tone.FAINT, text);
  }
}
