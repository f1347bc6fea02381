package dev.weir.postgres.wire;

/** How many bytes values of one width take: one bit, or whole bytes. */
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

  /** What the kernels may touch for this many rows. */
  long bytes(long rows) {
    return this == BIT ? Buffers.bitmapBytes(rows) : rows * bytes;
  }

  /** What belongs to this many rows. */
  long usedBytes(long rows) {
    return this == BIT ? (rows + 7) / 8 : rows * bytes;
  }

  /** A value's bytes on the wire. */
  int wireBytes() {
    return this == BIT ? 1 : bytes;
  }
}
