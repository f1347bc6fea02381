package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Encodes a column of byte strings. */
final class VariableEncoder extends ColumnEncoder {
  private final int prefix;
  private @Nullable Columns columns;

  /** The data of one block, copied on-heap at once instead of value by value. */
  private byte[] scratch = new byte[0];

  VariableEncoder(int prefix) {
    this.prefix = prefix;
  }

  private record Columns(ArrowBuf data, ArrowBuf offsets, ArrowBuf validity) {}

  @Override
  void bind(FieldVector vector) {
    columns =
        new Columns(vector.getDataBuffer(), vector.getOffsetBuffer(), Buffers.validityOf(vector));
  }

  @Override
  int fixedBytes() {
    return CopyBinary.LENGTH_BYTES + prefixBytes();
  }

  private int prefixBytes() {
    return prefix < 0 ? 0 : 1;
  }

  @Override
  void addSizes(long first, OutBlock out) {
    Columns from = bound();
    WriteKernels.addVariableLengths(from.offsets, from.validity, first, prefixBytes(), out);
  }

  @Override
  void write(long first, OutBlock out) {
    Columns from = bound();
    int start = from.offsets.getInt(first * Integer.BYTES);
    int end = from.offsets.getInt((first + out.count) * Integer.BYTES);
    if (scratch.length < end - start) {
      scratch = new byte[Math.max(end - start, 2 * Math.min(scratch.length, 1 << 29))];
    }
    from.data.getBytes(start, scratch, 0, end - start);
    WriteKernels.variable(from.offsets, from.validity, first, scratch, prefix, out);
  }

  private Columns bound() {
    if (columns == null) {
      throw new IllegalStateException("No batch is bound");
    }
    return columns;
  }
}
