package dev.weir.core.error;

import java.util.Locale;

/** The part of a run in which an error occurred. */
public enum Side {
  CONFIG(ExitCode.CONFIG),
  SOURCE(ExitCode.SOURCE),
  DESTINATION(ExitCode.DESTINATION),
  STATE(ExitCode.STATE),
  ENGINE(ExitCode.INTERNAL);

  private final ExitCode exitCode;
  private final String label = name().toLowerCase(Locale.ROOT);

  Side(ExitCode exitCode) {
    this.exitCode = exitCode;
  }

  /** Returns the name in messages and error codes. */
  String label() {
    return label;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
