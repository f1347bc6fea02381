package dev.weir.files.parquet;

/** Copies the current value of a column's readers to a vector. */
@FunctionalInterface
interface ValueSetter {
  /**
   * Sets the value at an index, and returns the bytes that it takes beside those of each row.
   *
   * @throws UnfitValueException if the vector cannot hold the value
   */
  int set(int index);
}
