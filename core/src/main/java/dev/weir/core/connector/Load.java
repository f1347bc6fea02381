package dev.weir.core.connector;

import java.util.List;

/**
 * The load of one stream as one session sees it. {@link #build} and {@link #commit} are called in
 * one session only, after the last split has been written; nothing is visible to others before
 * {@code commit} returns.
 */
public interface Load extends AutoCloseable {
  /** Starts to write a split. One writer at a time. */
  SplitWriter writer(Split split);

  /**
   * Makes the written rows those of the target: merges staged rows, builds constraints and indexes.
   *
   * @param committables all splits of the stream
   */
  LoadCounts build(List<Committable> committables);

  /**
   * Returns the digest of the rows that were written, as the target contains them; after {@link
   * #build}. Called only where the session is a {@link DigestSession}.
   *
   * @param method one of {@link DigestSession#digestMethods} of the session
   */
  default Digest digest(String method) {
    throw new UnsupportedOperationException("The session offers no digest");
  }

  /**
   * Commits the rows and their receipt in one transaction.
   *
   * @throws dev.weir.core.error.WeirException with code {@code destination.commit_unknown} if the
   *     connection was lost during COMMIT; the receipt then determines the outcome
   */
  void commit(Receipt receipt);

  /** Rolls back unless committed. */
  @Override
  void close();
}
