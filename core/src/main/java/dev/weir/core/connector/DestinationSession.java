package dev.weir.core.connector;

import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** A session with a destination. */
public interface DestinationSession extends AutoCloseable {
  /** Such as {@code PostgreSQL 18.6}. */
  String serverVersion();

  /** Refuses a second runner of the same pipeline until this session closes. */
  void lock(String pipeline);

  /** Begins the unit of work that loads one stream: makes the target ready, checks its columns. */
  StreamWriter write(WriteRequest request, Schema schema, BufferAllocator allocator);

  /** The last receipt of a stream; empty where none was ever committed. */
  Optional<Receipt> lastReceipt(String pipeline, String stream);

  /**
   * The digest of the stream's target; of the rows from the cursor on, where the request has one.
   * {@link Digest#EMPTY} where there is no such table.
   *
   * @param columns which columns, and in which order
   */
  Digest digest(ReadRequest request, List<String> columns);

  /** Ends what is under way, from any thread. The session's thread then sees an error. */
  void cancel();

  @Override
  void close();
}
