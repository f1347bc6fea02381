package dev.weir.core.connector.memory;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;

/** Holds a stream's rows back until they are committed. */
final class MemoryLoad implements Load {
  private final MemoryDestination destination;
  private final Runnable checkCancelled;
  private final List<MemoryRow> before = new ArrayList<>();
  private final List<MemoryRow> added = new ArrayList<>();
  private Digest sent = Digest.EMPTY;

  MemoryLoad(MemoryDestination destination, LoadRequest request, Runnable checkCancelled) {
    this.destination = destination;
    this.checkCancelled = checkCancelled;
    if (request.options().mode() == WriteMode.APPEND) {
      before.addAll(destination.store.rows(request.stream().name()));
    }
  }

  @Override
  public SplitWriter writer(Split split) {
    return new Writer(split);
  }

  /** Adds the rows of one split. */
  private final class Writer implements SplitWriter {
    private final Split split;
    private long rows;

    Writer(Split split) {
      this.split = split;
    }

    @Override
    public WriteResult write(Batch batch) {
      checkCancelled.run();
      BigIntVector ids = (BigIntVector) batch.root().getVector("id");
      VarCharVector names = (VarCharVector) batch.root().getVector("name");
      for (int row = 0; row < batch.rows(); row++) {
        Optional<String> name =
            names.isNull(row) ? Optional.empty() : Optional.of(names.getObject(row).toString());
        MemoryRow moved = new MemoryRow(ids.get(row), name);
        sent = sent.plus(moved.digest());
        if (split.part() == ReadPart.NEW || !before.contains(moved)) {
          added.add(moved);
        }
      }
      rows += batch.rows();
      return WriteResult.written(batch.rows());
    }

    @Override
    public Committable finish() {
      return new Committable(split.id(), rows, "");
    }

    @Override
    public void close() {}
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
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
