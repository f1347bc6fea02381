package dev.weir.postgres.server;

/** Rows are not what they must be: a correctness failure, never a sample. */
final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MismatchException(String message) {
    super(message);
  }
}
