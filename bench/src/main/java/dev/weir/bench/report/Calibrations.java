package dev.weir.bench.report;

import dev.weir.bench.calibrate.Calibration;
import dev.weir.bench.decision.Decision;
import dev.weir.bench.result.RecordedRun;
import java.util.Optional;

/** Finds what {@code weir-bench calibrate} has stored of a machine. */
public interface Calibrations {
  /** The calibration of a subject in the environment with this key. */
  Optional<Calibration> find(String environmentKey, String subject);

  /** What the calibration says of a comparison, or how to make one. */
  default Block.Sentence sentence(RecordedRun run, Decision decision) {
    return find(run.environment().key(), run.subject().id())
        .map(calibration -> CalibrationText.of(calibration, decision))
        .orElse(CalibrationText.MISSING);
  }
}
