package dev.weir.core.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error for the user: what happened, where, and how to correct it. Other exceptions are wrapped
 * once, at the level that knows the place.
 */
public final class WeirException extends RuntimeException {
  private static final long serialVersionUID = 4;

  private final transient ErrorCode errorCode;
  private final ErrorKind kind;
  private final boolean retried;
  private final transient Place place;
  private final String hint;
  private final @Nullable String sqlState;
  private final List<String> excerpt;

  private WeirException(
      ErrorCode code,
      ErrorKind kind,
      boolean retried,
      Place place,
      String message,
      String hint,
      @Nullable String sqlState,
      List<String> excerpt,
      @Nullable Throwable cause) {
    super(message, cause);
    this.errorCode = code;
    this.kind = kind;
    this.retried = retried;
    this.place = place;
    this.hint = hint;
    this.sqlState = sqlState;
    this.excerpt = List.copyOf(excerpt);
  }

  /**
   * Creates an exception with the remedy of the code as its hint.
   *
   * @param message one sentence that describes the error
   */
  public static WeirException of(ErrorCode code, Place place, String message) {
    return new WeirException(
        code, code.kind(), code.isRetried(), place, message, code.remedy(), null, List.of(), null);
  }

  /** Returns this error with a cause. */
  public WeirException causedBy(Throwable cause) {
    return new WeirException(
        errorCode, kind, retried, place, getMessage(), hint, sqlState, excerpt, cause);
  }

  /** Returns this error with a hint that is more specific than the remedy, in one sentence. */
  public WeirException withHint(String text) {
    return new WeirException(
        errorCode, kind, retried, place, getMessage(), text, sqlState, excerpt, getCause());
  }

  /** Returns this error with the SQLSTATE that the server reported. */
  public WeirException withSqlState(@Nullable String state) {
    return new WeirException(
        errorCode, kind, retried, place, getMessage(), hint, state, excerpt, getCause());
  }

  /** Returns this error with lines of the text that it concerns, to be shown below the sentence. */
  public WeirException withExcerpt(List<String> lines) {
    return new WeirException(
        errorCode, kind, retried, place, getMessage(), hint, sqlState, lines, getCause());
  }

  /** Returns this error with another message. */
  public WeirException withMessage(String message) {
    return new WeirException(
        errorCode, kind, retried, place, message, hint, sqlState, excerpt, getCause());
  }

  /** Returns this error as a transient one, which the engine retries. */
  public WeirException asTransient() {
    return new WeirException(
        errorCode,
        ErrorKind.TRANSIENT,
        true,
        place,
        getMessage(),
        hint,
        sqlState,
        excerpt,
        getCause());
  }

  /** Returns the stable code, such as {@code source.table_missing}. */
  public String code() {
    return errorCode.idAt(place.side());
  }

  public ErrorKind kind() {
    return kind;
  }

  /** Returns whether the engine may retry. */
  public boolean isRetried() {
    return retried;
  }

  /** Returns where the error occurred. */
  public Place place() {
    return place;
  }

  /** Returns the remedy, in one sentence. */
  public String hint() {
    return hint;
  }

  /** Returns the SQLSTATE that the server reported. */
  public Optional<String> sqlState() {
    return Optional.ofNullable(sqlState);
  }

  /** Returns the lines of the text that the error concerns; may be empty. */
  public List<String> excerpt() {
    return excerpt;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  /** Returns the exit code of a process that fails with this error. */
  public ExitCode exitCode() {
    return exitCode(kind, place.side());
  }

  /** Returns the exit code for errors of a kind at a side. */
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
