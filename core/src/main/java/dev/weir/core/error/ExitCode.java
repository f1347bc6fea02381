package dev.weir.core.error;

/** The exit codes of a {@code weir} process. */
public enum ExitCode {
  OK(0),
  /** The pipeline document is invalid. */
  CONFIG(2),
  /** A table or column is missing or differs. */
  SCHEMA(3),
  SOURCE(4),
  DESTINATION(5),
  /** The state file or the metrics file failed. */
  STATE(6),
  CANCELLED(7),
  /** The command line is invalid; EX_USAGE of sysexits.h. */
  USAGE(64),
  /** A bug in Weir; EX_SOFTWARE of sysexits.h. */
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Returns the exit status. */
  public int code() {
    return code;
  }
}
