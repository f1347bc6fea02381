package dev.weir.bench.calibrate;

/** A calibration cannot be read or written. */
public final class CalibrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CalibrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
