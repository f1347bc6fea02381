package dev.weir.postgres.wire;

import org.apache.arrow.memory.BufferAllocator;

/** Creates column decoders by wire format. */
public final class Decoders {
  private static final int NO_PREFIX = -1;

  private Decoders() {}

  /** One byte, 0 or 1, as a bit. */
  public static ColumnDecoder bool(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BIT, ReadKernels::bool);
  }

  public static ColumnDecoder int16(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_2, ReadKernels::int16);
  }

  /** Also for float4, whose bits are preserved. */
  public static ColumnDecoder int32(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_4, ReadKernels::int32);
  }

  /** Also for time, and for float8, whose bits are preserved. */
  public static ColumnDecoder int64(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_8, ReadKernels::int64);
  }

  /** Sixteen bytes. */
  public static ColumnDecoder bytes16(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_16, ReadKernels::bytes16);
  }

  /** Days since 2000-01-01 as days since 1970-01-01. */
  public static ColumnDecoder days(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_4, ReadKernels::days);
  }

  /** Microseconds since 2000-01-01 as microseconds since 1970-01-01. */
  public static ColumnDecoder micros(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_8, ReadKernels::micros);
  }

  public static ColumnDecoder bytes(BufferAllocator allocator) {
    return new VariableDecoder(allocator, NO_PREFIX);
  }

  /** Bytes after a version byte, which is checked and removed. */
  public static ColumnDecoder versionedBytes(BufferAllocator allocator, byte version) {
    return new VariableDecoder(allocator, version);
  }

  /**
   * A numeric as a 128-bit integer, in units of the last digit of the scale. A value with another
   * display scale or more digits, NaN and infinities are refused.
   *
   * @param precision at most 38
   */
  public static ColumnDecoder decimal(BufferAllocator allocator, int precision, int scale) {
    return new FixedDecoder(
        allocator,
        FixedWidth.BYTES_16,
        (block, values, first, validity) ->
            NumericKernels.decode(block, values, first, validity, precision, scale));
  }

  /** An interval, whose time must fit 64 bits of nanoseconds. */
  public static ColumnDecoder monthDayNano(BufferAllocator allocator) {
    return new FixedDecoder(allocator, FixedWidth.BYTES_16, IntervalKernels::decode);
  }

  /**
   * An array of one dimension with lower bound 1, or an empty array.
   *
   * @param element decodes the elements, whose wire format is that of fields; taken over
   */
  public static ColumnDecoder list(BufferAllocator allocator, ColumnDecoder element) {
    return new ListDecoder(allocator, element);
  }
}
