package dev.weir.core.connector;

import dev.weir.core.batch.Batch;

/** Loads one stream in one transaction; nothing is visible to others before {@link #commit}. */
public interface StreamWriter extends AutoCloseable {
  /** The batches that follow belong to this part; called before the first one. */
  void begin(ReadPart part);

  /** Sends a batch. The caller still owns it. */
  void write(Batch batch);

  /** Ends the data: returns when the server has taken every row, and says how many it took. */
  long endData();

  /**
   * Makes the loaded rows the target's: merges those that were staged, builds constraints and
   * indexes. Called once, after {@link #endData}.
   */
  LoadCounts build();

  /**
   * The digest of the rows that this load was sent, as the target holds them; called after {@link
   * #build}.
   *
   * @param method one of {@link DestinationSession#digestMethods}
   */
  Digest digest(String method);

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
