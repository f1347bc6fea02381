package dev.weir.comparison;

import dev.weir.core.batch.Batch;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** All rows of a table in Arrow batches, cut as the product's reader cuts them. */
final class EventBatches implements AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();
  private final List<Batch> batches = new ArrayList<>();
  private final long bytes;

  /** Reads the table. */
  EventBatches(BenchmarkDatabase database, ShopEvents table) {
    try (OpenSession session = OpenSession.of(database, table)) {
      session.read(OpenSession.DEFAULT_BATCH_BYTES, batch -> batches.add(copied(batch)));
    }
    this.bytes = batches.stream().mapToLong(Batch::bytes).sum();
  }

  /** The reader's allocator ends with its session. */
  private Batch copied(Batch batch) {
    List<FieldVector> columns = new ArrayList<>();
    for (FieldVector column : batch.root().getFieldVectors()) {
      FieldVector copy = column.getField().createVector(allocator);
      for (int row = 0; row < batch.rows(); row++) {
        copy.copyFromSafe(row, row, column);
      }
      copy.setValueCount(batch.rows());
      columns.add(copy);
    }
    VectorSchemaRoot root = new VectorSchemaRoot(batch.root().getSchema(), columns, batch.rows());
    return new Batch(root, batch.bytes());
  }

  Schema schema() {
    return batches.get(0).root().getSchema();
  }

  List<Batch> all() {
    return batches;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    batches.forEach(Batch::close);
    allocator.close();
  }
}
