package dev.weir.core.connector;

import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** A session with a destination. */
public interface DestinationSession extends AutoCloseable {
  /** Such as {@code PostgreSQL 18.6}. */
  String serverVersion();

  /** Refuses a second runner of the same pipeline until this session closes. */
  void lock(String pipeline);

  /** The receipt that a run has committed for a stream; empty where it has not. */
  Optional<Receipt> receipt(String pipeline, String stream, String loadId);

  /**
   * Where a read of the stream begins, by the last receipt and by what the target holds.
   *
   * @throws dev.weir.core.error.WeirException where they contradict each other and the pipeline
   *     does not say which one counts
   */
  Resumption resume(String pipeline, StreamConfig stream, WriteOptions options);

  /**
   * Plans a load; changes nothing.
   *
   * @throws dev.weir.core.error.WeirException where the target cannot take the stream as asked
   */
  LoadPlan plan(LoadRequest request);

  /** Begins the unit of work that loads one stream. One writer at a time. */
  StreamWriter open(LoadPlan plan, BufferAllocator allocator);

  /** The ways in which this destination can digest rows, the best first; empty where it cannot. */
  List<String> digestMethods();

  /** Ends what is under way, from any thread. The session's thread then sees an error. */
  void cancel();

  @Override
  void close();
}
