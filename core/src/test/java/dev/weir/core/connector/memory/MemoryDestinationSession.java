package dev.weir.core.connector.memory;

import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.LockableSession;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.ResumePoint;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.WriteOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/** A session with a store. */
final class MemoryDestinationSession implements DestinationSession, LockableSession, DigestSession {
  private final MemoryDestination destination;
  private final Set<String> held = new HashSet<>();
  private volatile boolean cancelled;

  MemoryDestinationSession(MemoryDestination destination) {
    this.destination = destination;
  }

  private record Plan(LoadRequest request) implements LoadPlan {
    @Override
    public Optional<String> tableIdentity() {
      return Optional.empty();
    }

    @Override
    public String strategy() {
      return request.options().mode().name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public int lanes() {
      return 1;
    }

    @Override
    public List<Notice> notices() {
      return List.of();
    }
  }

  @Override
  public String serverVersion() {
    return "Memory 1.0";
  }

  @Override
  public void lock(String pipeline) {
    if (!destination.store.lock(pipeline)) {
      throw MemoryError.LOCKED.at(
          MemoryDestination.PLACE, "Pipeline " + pipeline + " is being run by another process");
    }
    held.add(pipeline);
  }

  @Override
  public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
    return destination
        .store
        .lastReceipt(pipeline, stream)
        .filter(receipt -> receipt.loadId().equals(loadId));
  }

  @Override
  public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
    Optional<Receipt> last = destination.store.lastReceipt(pipeline, stream.name());
    return stream.syncMode() == SyncMode.FULL_REFRESH
        ? Resumption.atStart(last, false)
        : new Resumption(
            last, new ResumePoint(last.flatMap(Receipt::cursor), false), false, List.of());
  }

  @Override
  public LoadPlan plan(LoadRequest request) {
    return new Plan(request);
  }

  @Override
  public void join(String pipeline) {}

  @Override
  public void checkLock(String pipeline) {}

  @Override
  public void prepare(LoadPlan plan) {}

  @Override
  public Load open(LoadPlan plan, BufferAllocator allocator) {
    return new MemoryLoad(destination, ((Plan) plan).request(), this::check);
  }

  @Override
  public List<String> digestMethods() {
    return List.of(MemoryRow.DIGEST_METHOD);
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
      throw MemoryError.CANCELLED.at(MemoryDestination.PLACE, "Cancelled");
    }
  }
}
