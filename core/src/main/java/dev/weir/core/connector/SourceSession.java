package dev.weir.core.connector;

import dev.weir.core.error.WeirException;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A session with a source, used by one thread ({@link #cancel} apart). All reads of a session see
 * one snapshot.
 *
 * <p>Capabilities: {@link SplittableSession}, {@link SnapshotSession}, {@link DigestSession},
 * {@link DiscoverableSession}, {@link QueryableSession}.
 */
public interface SourceSession extends AutoCloseable {
  /** Returns the product and version, such as {@code PostgreSQL 18.6}. */
  String serverVersion();

  /**
   * Plans a read without changing anything.
   *
   * @throws WeirException if the stream cannot be read as requested
   */
  ReadPlan plan(ReadRequest request);

  /** Starts to read a split; returns when the server has responded. One reader at a time. */
  SplitReader read(ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator);

  /** Cancels the call under way, from any thread; it then fails. */
  void cancel();

  @Override
  void close();
}
