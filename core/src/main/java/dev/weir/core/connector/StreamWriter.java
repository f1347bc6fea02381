package dev.weir.core.connector;

import dev.weir.core.batch.Batch;

/** Loads one stream in one transaction; nothing is visible to others before {@link #commit}. */
public interface StreamWriter extends AutoCloseable {
  /** Sends a batch. The caller still owns it. */
  void write(Batch batch);

  /**
   * Ends the data: returns when the server has taken every row, and says how many it took. Nothing
   * is committed yet.
   */
  long finish();

  /**
   * Commits the rows and their receipt together.
   *
   * @throws dev.weir.core.error.WeirException with code {@code destination.commit_unknown} where
   *     the answer to COMMIT was lost; the receipt then tells
   */
  void commit(Receipt receipt);

  /** Rolls back what is not committed. */
  @Override
  void close();
}
