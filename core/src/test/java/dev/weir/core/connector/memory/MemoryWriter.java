package dev.weir.core.connector.memory;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;

/** Holds a stream's rows back until they are committed. */
final class MemoryWriter implements StreamWriter {
  private final MemoryDestination destination;
  private final Runnable checkCancelled;
  private final List<MemoryRow> rows = new ArrayList<>();
  private long written;

  MemoryWriter(MemoryDestination destination, WriteRequest request, Runnable checkCancelled) {
    this.destination = destination;
    this.checkCancelled = checkCancelled;
    if (request.writeMode() == WriteMode.APPEND) {
      rows.addAll(destination.store.rows(request.stream().name()));
    }
    request
        .after()
        .ifPresent(cursor -> rows.removeIf(row -> row.id() == Long.parseLong(cursor.value())));
  }

  @Override
  public void write(Batch batch) {
    checkCancelled.run();
    BigIntVector ids = (BigIntVector) batch.root().getVector("id");
    VarCharVector names = (VarCharVector) batch.root().getVector("name");
    written += batch.rows();
    for (int row = 0; row < batch.rows(); row++) {
      rows.add(
          new MemoryRow(
              ids.get(row),
              names.isNull(row) ? Optional.empty() : Optional.of(names.getObject(row).toString())));
    }
  }

  @Override
  public long finish() {
    return written;
  }

  @Override
  public void commit(Receipt receipt) {
    checkCancelled.run();
    destination.failOnce();
    destination.store.commit(receipt, rows);
  }

  @Override
  public void close() {
    rows.clear();
  }
}
