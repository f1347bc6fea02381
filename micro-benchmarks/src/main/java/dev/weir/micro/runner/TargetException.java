package dev.weir.micro.runner;

/** Targets that cannot be used; the message names all errors with their entries. */
final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TargetException(String message) {
    super(message);
  }
}
