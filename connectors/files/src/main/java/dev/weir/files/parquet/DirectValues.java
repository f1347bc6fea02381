package dev.weir.files.parquet;

import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** The values of a leaf's pages that have no dictionary. */
interface DirectValues extends AutoCloseable {
  /**
   * Adds those values of a vector that are not NULL, from a row up to another, exclusively.
   *
   * @param statistics get the least and the greatest of the values
   */
  void write(FieldVector vector, int from, int to, Statistics<?> statistics);

  /** Returns the bytes of the current page. */
  long bytes();

  /** Returns the current page, which is valid until the next call of another method. */
  BytesInput toInput();

  Encoding encoding();

  /** Starts a page. */
  void reset();

  @Override
  void close();
}
