package dev.weir.postgres.wire;

import org.apache.arrow.vector.FieldVector;

/**
 * Collects one column of a batch in buffers of its own, block by block, and then hands them to a
 * vector. Holds memory between blocks; {@link #close} gives it back. For one thread.
 */
public abstract class ColumnDecoder implements AutoCloseable {

  ColumnDecoder() {}

  /** Makes room for a batch of about this many rows, so that the buffers need not grow. */
  abstract void expect(int rows);

  /** Takes the next field of each of the block's rows. */
  abstract void decode(RowBlock block);

  /** Hands the buffers over; the decoder is empty afterwards. Returns their Arrow bytes. */
  abstract long moveTo(FieldVector vector);

  /** The bytes that a NULL takes in a batch beyond the 4 of its length on the wire. */
  abstract int extraBytesOfNull();

  @Override
  public abstract void close();
}
