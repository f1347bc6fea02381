package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a column as fields of the text COPY format: the escaped text of each value and a
 * delimiter. Source: PostgreSQL documentation, COPY, "Text Format".
 */
final class TextEncoder extends ColumnEncoder {

  /** A method of {@link TextKernels}, selected once per column. */
  @FunctionalInterface
  interface Kernel {
    /** Appends the values of a block, and sets where each one ends. */
    void format(Columns from, long first, int count, TextOut text);
  }

  /**
   * The buffers of a vector.
   *
   * @param values the values, or the data of variable-length values
   * @param offsets those of variable-length values; empty for others
   * @param validity empty if the vector has no NULL
   */
  record Columns(ArrowBuf values, ArrowBuf offsets, ArrowBuf validity) {
    boolean isNull(long row) {
      return validity.capacity() > 0 && WriteKernels.isNull(validity, row);
    }
  }

  private static final int DELIMITER_BYTES = 1;

  private final Kernel kernel;
  private final byte delimiter;
  private final TextOut text = new TextOut();
  private @Nullable Columns columns;

  /**
   * Creates an encoder.
   *
   * @param delimiter the byte after each value
   */
  TextEncoder(Kernel kernel, byte delimiter) {
    this.kernel = kernel;
    this.delimiter = delimiter;
  }

  @Override
  void bind(FieldVector vector) {
    ArrowBuf validity = Buffers.validityOf(vector);
    columns =
        new Columns(
            vector.getDataBuffer(),
            vector instanceof BaseVariableWidthVector ? vector.getOffsetBuffer() : validity,
            validity);
  }

  @Override
  int fixedBytes() {
    return DELIMITER_BYTES;
  }

  @Override
  void addSizes(long first, OutBlock out) {
    if (columns == null) {
      throw new IllegalStateException("No batch is bound");
    }
    text.length = 0;
    kernel.format(columns, first, out.count, text);
    int start = 0;
    for (int r = 0; r < out.count; r++) {
      out.positions[r] += text.ends[r] - start;
      start = text.ends[r];
    }
  }

  @Override
  void write(long first, OutBlock out) {
    int start = 0;
    for (int r = 0; r < out.count; r++) {
      int length = text.ends[r] - start;
      int at = out.positions[r];
      System.arraycopy(text.bytes, start, out.bytes, at, length);
      out.bytes[at + length] = delimiter;
      out.positions[r] = at + length + DELIMITER_BYTES;
      start = text.ends[r];
    }
  }
}
