package dev.weir.core.connector.memory;

import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.WriteRequest;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** A session with a store. */
final class MemoryDestinationSession implements DestinationSession {
  private final MemoryDestination destination;
  private final Set<String> held = new HashSet<>();
  private volatile boolean cancelled;

  MemoryDestinationSession(MemoryDestination destination) {
    this.destination = destination;
  }

  @Override
  public String serverVersion() {
    return "Memory 1.0";
  }

  @Override
  public void lock(String pipeline) {
    if (!destination.store.lock(pipeline)) {
      throw WeirException.of(
          "destination.locked",
          ErrorKind.RESOURCE,
          MemoryDestination.PLACE,
          "Pipeline " + pipeline + " is being run by another process",
          "Wait for it to end");
    }
    held.add(pipeline);
  }

  @Override
  public StreamWriter write(WriteRequest request, Schema schema, BufferAllocator allocator) {
    return new MemoryWriter(destination, request, this::check);
  }

  @Override
  public Optional<Receipt> lastReceipt(String pipeline, String stream) {
    return destination.store.lastReceipt(pipeline, stream);
  }

  @Override
  public Digest digest(ReadRequest request, List<String> columns) {
    long firstId = request.after().map(cursor -> Long.parseLong(cursor.value())).orElse(0L);
    return destination.store.rows(request.stream().name()).stream()
        .filter(row -> row.id() >= firstId)
        .map(MemoryRow::digest)
        .reduce(Digest.EMPTY, Digest::plus);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    held.forEach(destination.store::unlock);
    held.clear();
  }

  private void check() {
    if (cancelled) {
      throw WeirException.of(
          "destination.cancelled",
          ErrorKind.CANCELLED,
          MemoryDestination.PLACE,
          "Cancelled",
          "Run again");
    }
  }
}
