package dev.weir.bench.cli;

/** How {@code weir-bench} and the scripts around it end. */
final class ExitCode {
  static final int OK = 0;
  static final int USAGE = 2;
  static final int CORRECTNESS = 4;
  static final int ENVIRONMENT = 5;

  /** A fault of our own, with its stack trace (EX_SOFTWARE of sysexits.h). */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
