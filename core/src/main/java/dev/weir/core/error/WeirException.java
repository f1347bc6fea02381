package dev.weir.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error for the user: what happened, where, and what to do. Another exception is wrapped once,
 * where the place is known, and kept as the cause.
 */
public final class WeirException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final ErrorKind kind;
  private final transient Place place;
  private final String hint;
  private final @Nullable String sqlState;

  private WeirException(
      String code,
      ErrorKind kind,
      Place place,
      String message,
      String hint,
      @Nullable String sqlState,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.kind = kind;
    this.place = place;
    this.hint = hint;
    this.sqlState = sqlState;
  }

  /**
   * An error without a cause.
   *
   * @param code stable, such as {@code source.table_missing}
   * @param message one sentence that says what happened
   * @param hint one sentence that says what to do
   */
  public static WeirException of(
      String code, ErrorKind kind, Place place, String message, String hint) {
    return new WeirException(code, kind, place, message, hint, null, null);
  }

  /** The same error with a cause. */
  public WeirException causedBy(Throwable cause) {
    return new WeirException(code, kind, place, getMessage(), hint, sqlState, cause);
  }

  /** The same error with the SQLSTATE that the server reported. */
  public WeirException withSqlState(@Nullable String state) {
    return new WeirException(code, kind, place, getMessage(), hint, state, getCause());
  }

  /** The stable code, such as {@code source.table_missing}. */
  public String code() {
    return code;
  }

  /** The class of the error. */
  public ErrorKind kind() {
    return kind;
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
    return switch (kind) {
      case CONFIG -> ExitCode.CONFIG;
      case SCHEMA -> ExitCode.SCHEMA;
      case CANCELLED -> ExitCode.CANCELLED;
      case INTERNAL -> ExitCode.INTERNAL;
      case AUTH, PERMISSION, TRANSIENT, DATA, RESOURCE -> place.side().exitCode();
    };
  }
}
