package dev.weir.bench.result;

/** An unusable record: unreadable, with a field missing or of another type, or a run missing. */
public final class IncompleteRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IncompleteRecordException(String message) {
    super(message);
  }

  public IncompleteRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
