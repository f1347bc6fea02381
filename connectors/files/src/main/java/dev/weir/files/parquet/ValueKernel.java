package dev.weir.files.parquet;

import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** Writes values of one leaf. */
@FunctionalInterface
interface ValueKernel {
  /** Writes those values of a vector that are not NULL, from a row up to another, exclusively. */
  void write(FieldVector vector, int from, int to, ChunkWriter out);

  /** Returns the kernel for pages without a dictionary, if there is one. */
  default Optional<PlainKernel> plain() {
    return Optional.empty();
  }

  /** Returns this kernel with one for pages without a dictionary. */
  default ValueKernel with(PlainKernel plain) {
    return new WithPlain(this, Optional.of(plain));
  }

  /** A kernel with another one for pages without a dictionary. */
  record WithPlain(ValueKernel encoded, Optional<PlainKernel> plain) implements ValueKernel {
    @Override
    public void write(FieldVector vector, int from, int to, ChunkWriter out) {
      encoded.write(vector, from, to, out);
    }
  }
}
