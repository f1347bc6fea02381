package dev.weir.files.parquet;

/** A value that the vector of its column cannot hold. */
final class UnfitValueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfitValueException(String message) {
    super(message);
  }
}
