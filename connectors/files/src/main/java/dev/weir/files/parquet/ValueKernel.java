package dev.weir.files.parquet;

import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.FieldVector;

/** Writes values of one leaf. */
@FunctionalInterface
interface ValueKernel {
  /** Writes those values of a vector that are not NULL, from a row up to another, exclusively. */
  void write(FieldVector vector, int from, int to, ChunkWriter out);

  /** Returns the encodings for pages without a dictionary, PLAIN first; empty if there is none. */
  default List<Supplier<DirectValues>> direct() {
    return List.of();
  }

  /** Returns this kernel with encodings for pages without a dictionary, PLAIN first. */
  default ValueKernel with(List<Supplier<DirectValues>> direct) {
    return new WithDirect(this, direct);
  }

  /** A kernel with encodings for pages without a dictionary. */
  record WithDirect(ValueKernel encoded, List<Supplier<DirectValues>> direct)
      implements ValueKernel {
    @Override
    public void write(FieldVector vector, int from, int to, ChunkWriter out) {
      encoded.write(vector, from, to, out);
    }
  }
}
