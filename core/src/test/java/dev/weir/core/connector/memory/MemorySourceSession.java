package dev.weir.core.connector.memory;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.connector.StreamReader;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A session with the generator. */
final class MemorySourceSession implements SourceSession {
  private final MemorySource source;
  private volatile boolean cancelled;

  MemorySourceSession(MemorySource source) {
    this.source = source;
  }

  @Override
  public String serverVersion() {
    return "Memory 1.0";
  }

  @Override
  public List<StreamDescription> discover() {
    return List.of(
        new StreamDescription(
            source.table,
            "table",
            source.rows,
            List.of(
                new StreamDescription.Column("id", "bigint", true),
                new StreamDescription.Column("name", "text", false))));
  }

  @Override
  public List<String> columns(StreamConfig stream) {
    return List.of("id", "name");
  }

  @Override
  public StreamReader read(ReadRequest request, BatchLimits limits, BufferAllocator allocator) {
    return new MemoryReader(source, firstId(request), limits.rowsMax(), allocator, this::check);
  }

  @Override
  public Digest digest(ReadRequest request) {
    Digest digest = Digest.EMPTY;
    for (long id = firstId(request); id < source.rows; id++) {
      digest = digest.plus(MemoryRow.generated(id).digest());
    }
    return digest;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {}

  private void check() {
    if (cancelled) {
      throw WeirException.of(
          "source.cancelled", ErrorKind.CANCELLED, MemorySource.PLACE, "Cancelled", "Run again");
    }
  }

  private long firstId(ReadRequest request) {
    if (!request.stream().name().equals(source.table)) {
      throw WeirException.of(
          "source.table_missing",
          ErrorKind.SCHEMA,
          MemorySource.PLACE.inStream(request.stream().name()),
          "There is no such table",
          "See weir discover");
    }
    return request.after().map(cursor -> Long.parseLong(cursor.value())).orElse(0L);
  }
}
