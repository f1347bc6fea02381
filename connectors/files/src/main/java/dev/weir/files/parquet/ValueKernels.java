package dev.weir.files.parquet;

import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;

/** Loops over the buffers of vectors. Source of the layouts: Arrow, "Columnar Format". */
final class ValueKernels {
  private static final int DECIMAL_BYTES = 16;

  static final ValueKernel INT32 =
      ints(Integer.BYTES, 0).with(List.of(plain(PlainKernels::ints), DeltaPages::ofInts));
  static final ValueKernel INT64 =
      longs(Long.BYTES, 0).with(List.of(plain(PlainKernels::longs), DeltaPages::ofLongs));
  static final ValueKernel FLOAT =
      kernel(ValueKernels::floats).with(List.of(plain(PlainKernels::floats)));
  static final ValueKernel DOUBLE =
      kernel(ValueKernels::doubles).with(List.of(plain(PlainKernels::doubles)));
  static final ValueKernel BINARY =
      kernel(ValueKernels::binaries).with(List.of(plain(PlainKernels::binaries)));

  private ValueKernels() {}

  private static ValueKernel kernel(ValueKernel kernel) {
    return kernel;
  }

  private static Supplier<DirectValues> plain(PlainKernel kernel) {
    return () -> new PlainPages(kernel);
  }

  private static boolean isSet(ArrowBuf validity, int row) {
    return BitVectorHelper.get(validity, row) != 0;
  }

  static void booleans(FieldVector vector, int from, int to, ChunkWriter out) {
    BitVector bits = (BitVector) vector;
    ValuesWriter values = out.values();
    Statistics<?> statistics = out.statistics();
    for (int i = from; i < to; i++) {
      if (!bits.isNull(i)) {
        boolean value = BitVectorHelper.get(bits.getDataBuffer(), i) != 0;
        values.writeBoolean(value);
        statistics.updateStats(value);
      }
    }
  }

  static void bytes(FieldVector vector, int from, int to, ChunkWriter out) {
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf data = vector.getDataBuffer();
    ValuesWriter values = out.values();
    Statistics<?> statistics = out.statistics();
    for (int i = from; i < to; i++) {
      if (isSet(validity, i)) {
        int value = data.getByte(i);
        values.writeInteger(value);
        statistics.updateStats(value);
      }
    }
  }

  static void shorts(FieldVector vector, int from, int to, ChunkWriter out) {
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf data = vector.getDataBuffer();
    ValuesWriter values = out.values();
    Statistics<?> statistics = out.statistics();
    for (int i = from; i < to; i++) {
      if (isSet(validity, i)) {
        int value = data.getShort((long) i * Short.BYTES);
        values.writeInteger(value);
        statistics.updateStats(value);
      }
    }
  }

  /**
   * Returns a kernel for 32 bits of each value.
   *
   * @param width the bytes of a value
   * @param offset where in a value the bits begin
   */
  static ValueKernel ints(int width, int offset) {
    return (vector, from, to, out) -> {
      ArrowBuf validity = vector.getValidityBuffer();
      ArrowBuf data = vector.getDataBuffer();
      ValuesWriter values = out.values();
      Statistics<?> statistics = out.statistics();
      for (int i = from; i < to; i++) {
        if (isSet(validity, i)) {
          int value = data.getInt((long) i * width + offset);
          values.writeInteger(value);
          statistics.updateStats(value);
        }
      }
    };
  }

  /** Returns a kernel for 64 bits of each value; see {@link #ints}. */
  static ValueKernel longs(int width, int offset) {
    return (vector, from, to, out) -> {
      ArrowBuf validity = vector.getValidityBuffer();
      ArrowBuf data = vector.getDataBuffer();
      ValuesWriter values = out.values();
      Statistics<?> statistics = out.statistics();
      for (int i = from; i < to; i++) {
        if (isSet(validity, i)) {
          long value = data.getLong((long) i * width + offset);
          values.writeLong(value);
          statistics.updateStats(value);
        }
      }
    };
  }

  private static void floats(FieldVector vector, int from, int to, ChunkWriter out) {
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf data = vector.getDataBuffer();
    ValuesWriter values = out.values();
    Statistics<?> statistics = out.statistics();
    for (int i = from; i < to; i++) {
      if (isSet(validity, i)) {
        float value = data.getFloat((long) i * Float.BYTES);
        values.writeFloat(value);
        statistics.updateStats(value);
      }
    }
  }

  private static void doubles(FieldVector vector, int from, int to, ChunkWriter out) {
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf data = vector.getDataBuffer();
    ValuesWriter values = out.values();
    Statistics<?> statistics = out.statistics();
    for (int i = from; i < to; i++) {
      if (isSet(validity, i)) {
        double value = data.getDouble((long) i * Double.BYTES);
        values.writeDouble(value);
        statistics.updateStats(value);
      }
    }
  }

  /** Copies the values of all rows at once; what refers to one of them is small and short-lived. */
  private static void binaries(FieldVector vector, int from, int to, ChunkWriter out) {
    if (from == to) {
      return;
    }
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf offsets = vector.getOffsetBuffer();
    ValuesWriter values = out.values();
    Statistics<?> statistics = out.statistics();
    int first = offsets.getInt((long) from * Integer.BYTES);
    int length = offsets.getInt((long) to * Integer.BYTES) - first;
    byte[] copy = out.scratch(length);
    vector.getDataBuffer().getBytes(first, copy, 0, length);
    int start = 0;
    for (int i = from; i < to; i++) {
      int end = offsets.getInt((i + 1L) * Integer.BYTES) - first;
      if (isSet(validity, i)) {
        Binary value = Binary.fromReusedByteArray(copy, start, end - start);
        values.writeBytes(value);
        statistics.updateStats(value);
      }
      start = end;
    }
  }

  /** Returns a kernel for values of so many bytes. */
  static ValueKernel fixed(int width) {
    return (vector, from, to, out) -> {
      ArrowBuf validity = vector.getValidityBuffer();
      ArrowBuf data = vector.getDataBuffer();
      ValuesWriter values = out.values();
      Statistics<?> statistics = out.statistics();
      byte[] bytes = new byte[width];
      Binary value = Binary.fromReusedByteArray(bytes);
      for (int i = from; i < to; i++) {
        if (isSet(validity, i)) {
          data.getBytes((long) i * width, bytes);
          values.writeBytes(value);
          statistics.updateStats(value);
        }
      }
    };
  }

  /**
   * Returns a kernel for decimals: the last bytes of each, in big-endian order.
   *
   * @param length enough bytes for the precision
   */
  static ValueKernel decimals(int length) {
    return (vector, from, to, out) -> {
      ArrowBuf validity = vector.getValidityBuffer();
      ArrowBuf data = vector.getDataBuffer();
      ValuesWriter values = out.values();
      Statistics<?> statistics = out.statistics();
      byte[] bytes = new byte[length];
      Binary value = Binary.fromReusedByteArray(bytes);
      for (int i = from; i < to; i++) {
        if (isSet(validity, i)) {
          long start = (long) i * DECIMAL_BYTES;
          for (int k = 0; k < length; k++) {
            bytes[length - 1 - k] = data.getByte(start + k);
          }
          values.writeBytes(value);
          statistics.updateStats(value);
        }
      }
    };
  }
}
