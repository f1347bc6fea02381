package dev.weir.core.connector;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a destination commits in the same transaction as the rows that it covers.
 *
 * @param sequence counts the receipts of one load and stream, from 1
 * @param cursor the position up to which the stream is delivered, for incremental streams
 * @param sourceRows how many rows the source held up to the cursor; empty where they were not
 *     counted
 * @param rows the rows that this transaction inserted or updated
 * @param bytes the Arrow bytes of the rows that were sent
 * @param state the state of the stream's transforms, to commit; a receipt that is read has none,
 *     see {@link TransformStateSession}
 */
public record Receipt(
    String pipeline,
    String loadId,
    String stream,
    long sequence,
    Optional<Cursor> cursor,
    OptionalLong sourceRows,
    long rows,
    long bytes,
    Optional<TransformState> state) {

  /** Returns a receipt without a state. */
  public Receipt(
      String pipeline,
      String loadId,
      String stream,
      long sequence,
      Optional<Cursor> cursor,
      OptionalLong sourceRows,
      long rows,
      long bytes) {
    this(pipeline, loadId, stream, sequence, cursor, sourceRows, rows, bytes, Optional.empty());
  }
}
