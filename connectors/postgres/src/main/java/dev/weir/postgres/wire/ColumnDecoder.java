package dev.weir.postgres.wire;

import org.apache.arrow.vector.FieldVector;

/**
 * Decodes one column of a batch, block by block, into buffers that it then transfers to a vector.
 * {@link #close} releases the buffers. Not thread-safe.
 */
public abstract class ColumnDecoder implements AutoCloseable {

  ColumnDecoder() {}

  /** Allocates buffers for a batch of about this many rows. */
  abstract void expect(int rows);

  /** Decodes the next field of each row of the block. */
  abstract void decode(RowBlock block);

  /** Transfers the buffers and returns their size in bytes; the decoder is empty afterwards. */
  abstract long moveTo(FieldVector vector);

  /**
   * Returns the bytes of a NULL in a batch, in addition to the 4 bytes of its length on the wire.
   */
  abstract int extraBytesOfNull();

  /**
   * Returns the maximum ratio of the bytes of a value in a batch to those on the wire, except for
   * the bytes that {@link #extraBytesOfNull} states.
   */
  int growthMax() {
    return 1;
  }

  /** Returns the number of Arrow fields, including children. */
  int fields() {
    return 1;
  }

  @Override
  public abstract void close();
}
