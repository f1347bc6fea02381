package dev.weir.bench.cli;

/** Exit codes of {@code weir-bench}, and of the scripts that call it. */
final class BenchExitCode {
  static final int OK = 0;

  /** A mode regressed, with --gate. */
  static final int REGRESSION = 1;

  static final int USAGE = 2;

  /** A mode is inconclusive, with --gate=strict. */
  static final int INCONCLUSIVE = 3;

  static final int CORRECTNESS = 4;
  static final int ENVIRONMENT = 5;

  /** An internal error, printed with its stack trace (EX_SOFTWARE of sysexits.h). */
  static final int INTERNAL = 70;

  private BenchExitCode() {}
}
