package dev.weir.files.parquet;

import org.apache.arrow.vector.FieldVector;

/** Writes values of one leaf. */
@FunctionalInterface
interface ValueKernel {
  /** Writes those values of a vector that are not NULL, from a row up to another, exclusively. */
  void write(FieldVector vector, int from, int to, ChunkWriter out);
}
