package dev.weir.bench.calibrate;

/** A subject has no recorded comparison that is large enough to calibrate from. */
public final class TooFewPairsException extends CalibrationException {
  private static final long serialVersionUID = 1L;

  TooFewPairsException(String message) {
    super(message);
  }
}
