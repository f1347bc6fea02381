package dev.weir.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error for the user: what happened, where, and what to do. Another exception is wrapped once,
 * where the place is known, and kept as the cause.
 */
public final class WeirException extends RuntimeException {
  private static final long serialVersionUID = 2;

  private final String code;
  private final ErrorKind kind;
  private final boolean retried;
  private final transient Place place;
  private final String hint;
  private final @Nullable String sqlState;

  private WeirException(
      String code,
      ErrorKind kind,
      boolean retried,
      Place place,
      String message,
      String hint,
      @Nullable String sqlState,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.kind = kind;
    this.retried = retried;
    this.place = place;
    this.hint = hint;
    this.sqlState = sqlState;
  }

  /**
   * An error of the list, with its remedy as the hint.
   *
   * @param message one sentence that says what happened
   */
  public static WeirException of(ErrorCode code, Place place, String message) {
    return new WeirException(
        code.idAt(place.side()),
        code.kind(),
        code.isRetried(),
        place,
        message,
        code.remedy(),
        null,
        null);
  }

  /** The same error with a cause. */
  public WeirException causedBy(Throwable cause) {
    return new WeirException(code, kind, retried, place, getMessage(), hint, sqlState, cause);
  }

  /** The same error with a hint that knows more than the code's remedy, one sentence. */
  public WeirException withHint(String text) {
    return new WeirException(code, kind, retried, place, getMessage(), text, sqlState, getCause());
  }

  /** The same error with the SQLSTATE that the server reported. */
  public WeirException withSqlState(@Nullable String state) {
    return new WeirException(code, kind, retried, place, getMessage(), hint, state, getCause());
  }

  /** The same error with another sentence. */
  public WeirException withMessage(String message) {
    return new WeirException(code, kind, retried, place, message, hint, sqlState, getCause());
  }

  /** The same error as one that the engine tries again. */
  public WeirException asTransient() {
    return new WeirException(
        code, ErrorKind.TRANSIENT, true, place, getMessage(), hint, sqlState, getCause());
  }

  /** The stable code, such as {@code source.table_missing}. */
  public String code() {
    return code;
  }

  /** The class of the error. */
  public ErrorKind kind() {
    return kind;
  }

  /** Whether the engine may try again by itself. */
  public boolean isRetried() {
    return retried;
  }

  /** Where it occurred. */
  public Place place() {
    return place;
  }

  /** What to do, in one sentence. */
  public String hint() {
    return hint;
  }

  /** The SQLSTATE that the server reported. */
  public Optional<String> sqlState() {
    return Optional.ofNullable(sqlState);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  /** The exit code of a process that fails with this error. */
  public ExitCode exitCode() {
    return exitCode(kind, place.side());
  }

  /** The exit code of errors of a kind at a side. */
  public static ExitCode exitCode(ErrorKind kind, Side side) {
    return switch (kind) {
      case CONFIG -> ExitCode.CONFIG;
      case SCHEMA -> ExitCode.SCHEMA;
      case CANCELLED -> ExitCode.CANCELLED;
      case INTERNAL -> ExitCode.INTERNAL;
      case AUTH, PERMISSION, TRANSIENT, DATA, RESOURCE -> side.exitCode();
    };
  }
}
