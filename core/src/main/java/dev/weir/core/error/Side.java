package dev.weir.core.error;

/** The part of a run in which an error occurred. */
public enum Side {
  CONFIG(ExitCode.CONFIG),
  SOURCE(ExitCode.SOURCE),
  DESTINATION(ExitCode.DESTINATION),
  STATE(ExitCode.STATE),
  ENGINE(ExitCode.INTERNAL);

  private final ExitCode exitCode;

  Side(ExitCode exitCode) {
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
