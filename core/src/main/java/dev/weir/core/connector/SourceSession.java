package dev.weir.core.connector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A session with a source. All its reads see one snapshot. */
public interface SourceSession extends AutoCloseable {
  /** Such as {@code PostgreSQL 18.6}. */
  String serverVersion();

  List<StreamDescription> discover();

  /** The names of the columns that a read of the stream delivers, in their order. */
  List<String> columns(StreamConfig stream);

  /** Starts to read; returns when the server has begun to answer. One reader at a time. */
  StreamReader read(ReadRequest request, BatchLimits limits, BufferAllocator allocator);

  /** The digest of the rows that {@link #read} has delivered for this request, in its snapshot. */
  Digest digest(ReadRequest request);

  /** Ends what is under way, from any thread. The session's thread then sees an error. */
  void cancel();

  @Override
  void close();
}
