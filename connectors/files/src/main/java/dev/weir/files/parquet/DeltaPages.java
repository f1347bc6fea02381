package dev.weir.files.parquet;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/** Pages in the encoding DELTA_BINARY_PACKED: the differences of integers, in as many bits. */
final class DeltaPages implements DirectValues {
  /** The first allocation of a page. */
  private static final int START_BYTES = 64 * 1024;

  private final Kernel kernel;
  private final DeltaBinaryPackingValuesWriter values;

  private DeltaPages(Kernel kernel, DeltaBinaryPackingValuesWriter values) {
    this.kernel = kernel;
    this.values = values;
  }

  /** Adds values and finds their extremes. */
  @FunctionalInterface
  private interface Kernel {
    void write(FieldVector vector, int from, int to, Statistics<?> statistics);
  }

  static DeltaPages ofInts() {
    var values =
        new DeltaBinaryPackingValuesWriterForInteger(
            START_BYTES, ChunkWriter.PAGE_BYTES, new HeapByteBufferAllocator());
    return new DeltaPages(
        (vector, from, to, statistics) -> ints(vector, from, to, values, statistics), values);
  }

  static DeltaPages ofLongs() {
    var values =
        new DeltaBinaryPackingValuesWriterForLong(
            START_BYTES, ChunkWriter.PAGE_BYTES, new HeapByteBufferAllocator());
    return new DeltaPages(
        (vector, from, to, statistics) -> longs(vector, from, to, values, statistics), values);
  }

  private static void ints(
      FieldVector vector,
      int from,
      int to,
      DeltaBinaryPackingValuesWriterForInteger out,
      Statistics<?> statistics) {
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf data = vector.getDataBuffer();
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      if (BitVectorHelper.get(validity, i) != 0) {
        int value = data.getInt((long) i * Integer.BYTES);
        out.writeInteger(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (min <= max) {
      statistics.updateStats(min);
      statistics.updateStats(max);
    }
  }

  private static void longs(
      FieldVector vector,
      int from,
      int to,
      DeltaBinaryPackingValuesWriterForLong out,
      Statistics<?> statistics) {
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf data = vector.getDataBuffer();
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      if (BitVectorHelper.get(validity, i) != 0) {
        long value = data.getLong((long) i * Long.BYTES);
        out.writeLong(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (min <= max) {
      statistics.updateStats(min);
      statistics.updateStats(max);
    }
  }

  @Override
  public void write(FieldVector vector, int from, int to, Statistics<?> statistics) {
    kernel.write(vector, from, to, statistics);
  }

  @Override
  public long bytes() {
    return values.getBufferedSize();
  }

  @Override
  public BytesInput toInput() {
    return values.getBytes();
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_BINARY_PACKED;
  }

  @Override
  public void reset() {
    values.reset();
  }

  @Override
  public void close() {
    values.close();
  }
}
