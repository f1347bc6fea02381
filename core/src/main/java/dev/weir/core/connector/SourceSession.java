package dev.weir.core.connector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A session with a source. All its reads see one snapshot. */
public interface SourceSession extends AutoCloseable {
  /** Such as {@code PostgreSQL 18.6}. */
  String serverVersion();

  List<StreamDescription> discover();

  /**
   * Plans a read; changes nothing.
   *
   * @throws dev.weir.core.error.WeirException where the stream cannot be read as asked
   */
  ReadPlan plan(ReadRequest request);

  /** Starts to read; returns when the server has begun to answer. One reader at a time. */
  StreamReader read(ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator);

  /** The ways in which this source can digest rows, the best first; empty where it cannot. */
  List<String> digestMethods();

  /** The digest of all rows of the plan's splits, in the session's snapshot. */
  Digest digest(ReadPlan plan, String method);

  /** Ends what is under way, from any thread. The session's thread then sees an error. */
  void cancel();

  @Override
  void close();
}
