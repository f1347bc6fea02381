package dev.weir.core.connector;

import dev.weir.core.batch.Batch;

/** Writes the rows of one split. */
public interface SplitWriter extends AutoCloseable {
  /** Writes a batch, which the caller still owns. */
  WriteResult write(Batch batch);

  /** Receives a marker that the reader returned between two batches. */
  default void marker(Marker marker) {}

  /**
   * Ends the split; returns when the server has accepted all rows. In a load of several lanes they
   * are durable, but not visible in the target.
   */
  Committable finish();

  /** Discards the split's rows unless it is finished. */
  @Override
  void close();
}
