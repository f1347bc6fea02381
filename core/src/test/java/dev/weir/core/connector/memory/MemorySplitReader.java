package dev.weir.core.connector.memory;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SplitReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Cuts the generated rows into batches. */
final class MemorySplitReader implements SplitReader {
  private final MemorySource source;
  private final int batchRowsMax;
  private final BufferAllocator allocator;
  private final Runnable checkCancelled;
  private final long endId;
  private long nextId;

  MemorySplitReader(
      MemorySource source,
      IdRange ids,
      int batchRowsMax,
      BufferAllocator allocator,
      Runnable checkCancelled) {
    this.source = source;
    this.nextId = ids.firstId();
    this.endId = ids.endId();
    this.batchRowsMax = batchRowsMax;
    this.allocator = allocator;
    this.checkCancelled = checkCancelled;
  }

  @Override
  public ReadResult next() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(source.delayMillis));
    checkCancelled.run();
    int rows = (int) Math.min(batchRowsMax, endId - nextId);
    if (rows <= 0) {
      return ReadResult.END;
    }
    if (source.failAt >= nextId && source.failAt < nextId + rows) {
      source.failOnce();
    }
    VectorSchemaRoot root = VectorSchemaRoot.create(MemoryRow.SCHEMA, allocator);
    BigIntVector idVector = (BigIntVector) root.getVector("id");
    VarCharVector names = (VarCharVector) root.getVector("name");
    long bytes = 0;
    for (int row = 0; row < rows; row++) {
      idVector.setSafe(row, nextId);
      Optional<String> name = MemoryRow.generated(nextId).name();
      if (name.isPresent()) {
        byte[] text = name.get().getBytes(StandardCharsets.UTF_8);
        names.setSafe(row, text);
        bytes += text.length;
      }
      bytes += Long.BYTES + Integer.BYTES;
      nextId++;
    }
    root.setRowCount(rows);
    return new ReadResult.Rows(new Batch(root, bytes));
  }

  @Override
  public void close() {}
}
