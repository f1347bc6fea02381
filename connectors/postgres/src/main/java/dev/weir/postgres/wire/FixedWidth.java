package dev.weir.postgres.wire;

/** The width of fixed-width values: one bit, or whole bytes. */
enum FixedWidth {
  BIT(0),
  BYTES_2(2),
  BYTES_4(4),
  BYTES_8(8),
  BYTES_16(16);

  private final int bytes;

  FixedWidth(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the bytes that the kernels may write for this many rows. */
  long writableBytes(long rows) {
    return this == BIT ? Buffers.writableBitmapBytes(rows) : rows * bytes;
  }

  /** Returns the bytes of this many rows, rounded up to the words of a bitmap. */
  long bytes(long rows) {
    return this == BIT ? Buffers.bitmapBytes(rows) : rows * bytes;
  }

  /** Returns the bytes of this many rows. */
  long usedBytes(long rows) {
    return this == BIT ? (rows + 7) / 8 : rows * bytes;
  }

  /** Returns the bytes of a value on the wire. */
  int wireBytes() {
    return this == BIT ? 1 : bytes;
  }
}
