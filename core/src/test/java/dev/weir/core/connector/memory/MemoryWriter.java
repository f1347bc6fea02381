package dev.weir.core.connector.memory;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;

/** Holds a stream's rows back until they are committed. */
final class MemoryWriter implements StreamWriter {
  private final MemoryDestination destination;
  private final Runnable checkCancelled;
  private final List<MemoryRow> before = new ArrayList<>();
  private final List<MemoryRow> added = new ArrayList<>();
  private ReadPart part = ReadPart.NEW;
  private Digest sent = Digest.EMPTY;

  MemoryWriter(MemoryDestination destination, LoadRequest request, Runnable checkCancelled) {
    this.destination = destination;
    this.checkCancelled = checkCancelled;
    if (request.options().mode() == WriteMode.APPEND) {
      before.addAll(destination.store.rows(request.stream().name()));
    }
  }

  @Override
  public void begin(ReadPart next) {
    part = next;
  }

  @Override
  public void write(Batch batch) {
    checkCancelled.run();
    BigIntVector ids = (BigIntVector) batch.root().getVector("id");
    VarCharVector names = (VarCharVector) batch.root().getVector("name");
    for (int row = 0; row < batch.rows(); row++) {
      MemoryRow moved =
          new MemoryRow(
              ids.get(row),
              names.isNull(row) ? Optional.empty() : Optional.of(names.getObject(row).toString()));
      sent = sent.plus(moved.digest());
      if (part == ReadPart.NEW || !before.contains(moved)) {
        added.add(moved);
      }
    }
  }

  @Override
  public long endData() {
    return sent.rows();
  }

  @Override
  public LoadCounts build() {
    return new LoadCounts(added.size(), 0, sent.rows() - added.size(), 0);
  }

  @Override
  public Digest digest(String method) {
    return sent;
  }

  @Override
  public void commit(Receipt receipt) {
    checkCancelled.run();
    destination.failOnce();
    List<MemoryRow> now = new ArrayList<>(before);
    now.addAll(added);
    destination.store.commit(receipt, now);
  }

  @Override
  public void close() {
    added.clear();
  }
}
