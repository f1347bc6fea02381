package dev.weir.postgres.server;

/** Rows are missing or altered: a correctness failure, which never becomes a sample. */
final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MismatchException(String message) {
    super(message);
  }
}
