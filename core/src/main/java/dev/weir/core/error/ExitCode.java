package dev.weir.core.error;

/** What a {@code weir} process returns to its caller. */
public enum ExitCode {
  OK(0),
  /** The pipeline's document. */
  CONFIG(2),
  /** A table or column. */
  SCHEMA(3),
  SOURCE(4),
  DESTINATION(5),
  /** The state file, or the disk for results. */
  STATE(6),
  CANCELLED(7),
  /** The command line; EX_USAGE of sysexits.h. */
  USAGE(64),
  /** EX_SOFTWARE of sysexits.h. */
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number itself. */
  public int code() {
    return code;
  }
}
