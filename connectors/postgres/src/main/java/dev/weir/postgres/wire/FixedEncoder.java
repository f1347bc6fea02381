package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Encodes a column of fixed-width values. */
final class FixedEncoder extends ColumnEncoder {

  /** A method of {@link WriteKernels}, selected once per column. */
  @FunctionalInterface
  interface Kernel {
    void write(ArrowBuf values, ArrowBuf validity, long first, OutBlock out);
  }

  private final FixedWidth width;
  private final Kernel kernel;
  private @Nullable Columns columns;

  FixedEncoder(FixedWidth width, Kernel kernel) {
    this.width = width;
    this.kernel = kernel;
  }

  private record Columns(ArrowBuf values, ArrowBuf validity) {}

  @Override
  void bind(FieldVector vector) {
    columns = new Columns(vector.getDataBuffer(), Buffers.validityOf(vector));
  }

  @Override
  int fixedBytes() {
    return CopyBinary.LENGTH_BYTES + width.wireBytes();
  }

  @Override
  void addSizes(long first, OutBlock out) {
    ArrowBuf validity = bound().validity;
    if (validity.capacity() > 0) {
      WriteKernels.subtractNulls(validity, width.wireBytes(), first, out);
    }
  }

  @Override
  void write(long first, OutBlock out) {
    kernel.write(bound().values, bound().validity, first, out);
  }

  private Columns bound() {
    if (columns == null) {
      throw new IllegalStateException("No batch is bound");
    }
    return columns;
  }
}
