package dev.weir.bench.sample;

/** A record that cannot be used: unreadable, a field missing or mistyped, or a run not there. */
public final class IncompleteRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IncompleteRecordException(String message) {
    super(message);
  }

  public IncompleteRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
