package dev.weir.files.parquet;

import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.statistics.Statistics;

/** Writes values of one leaf in the encoding PLAIN. */
@FunctionalInterface
interface PlainKernel {
  /**
   * Writes those values of a vector that are not NULL, from a row up to another, exclusively.
   *
   * @param statistics get the least and the greatest of the values
   */
  void write(FieldVector vector, int from, int to, PlainValues out, Statistics<?> statistics);
}
