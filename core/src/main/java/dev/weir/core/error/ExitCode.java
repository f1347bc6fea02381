package dev.weir.core.error;

/** What a {@code weir} process returns to its caller. */
public enum ExitCode {
  OK(0),
  CONFIG(2),
  SCHEMA(3),
  SOURCE(4),
  DESTINATION(5),
  STATE(6),
  CANCELLED(7),
  USAGE(64),
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
