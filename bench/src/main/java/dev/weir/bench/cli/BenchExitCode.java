package dev.weir.bench.cli;

/** Exit codes of {@code weir-bench}, and of the scripts that call it. */
final class BenchExitCode {
  static final int OK = 0;
  static final int USAGE = 2;
  static final int CORRECTNESS = 4;
  static final int ENVIRONMENT = 5;

  /** An internal error, printed with its stack trace (EX_SOFTWARE of sysexits.h). */
  static final int INTERNAL = 70;

  private BenchExitCode() {}
}
