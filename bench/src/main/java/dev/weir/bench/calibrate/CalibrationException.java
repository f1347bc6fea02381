package dev.weir.bench.calibrate;

/** There is nothing to calibrate from, or a calibration cannot be read or written. */
public final class CalibrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CalibrationException(String message) {
    super(message);
  }

  CalibrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
