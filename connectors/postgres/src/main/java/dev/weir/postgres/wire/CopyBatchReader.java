package dev.weir.postgres.wire;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Decodes a binary COPY stream into batches. The first batch is small and the size grows fourfold
 * up to the limit, so that the destination starts early and short streams are pipelined, too. Not
 * thread-safe.
 */
public final class CopyBatchReader implements AutoCloseable {
  /** Size of the first batch, after which the destination can start. */
  static final long FIRST_BATCH_BYTES = 128 << 10;

  private static final int GROWTH = 4;

  /** Padding of a column's three buffers to 8 bytes each, and the column's metadata. */
  private static final long COLUMN_OVERHEAD_BYTES = 3 * 8 + 3 * 16 + 16;

  /** Metadata that does not depend on the columns. */
  private static final long BATCH_OVERHEAD_BYTES = 256;

  private final Schema schema;
  private final List<ColumnDecoder> decoders;
  private final BatchLimits limits;
  private final BufferAllocator allocator;
  private final CopyRows rows;
  private final RowBlock block = new RowBlock();

  /** Maximum bytes of a row in a batch in addition to its wire size: all NULL, plus validity. */
  private final int rowSlackBytes;

  private final long batchOverheadBytes;

  /** See {@link ColumnDecoder#growthMax}. */
  private final int growthMax;

  private long batchBytes;
  private boolean adaptive;
  private int lastRows;

  /**
   * Waits for the stream's header.
   *
   * @param messages borrowed
   * @param decoders one for each of the schema's columns, in the same order; taken over
   */
  public CopyBatchReader(
      CopyMessages messages,
      Schema schema,
      List<ColumnDecoder> decoders,
      BatchLimits limits,
      BufferAllocator allocator)
      throws SQLException {
    this.schema = schema;
    this.decoders = List.copyOf(decoders);
    this.limits = limits;
    this.allocator = allocator;
    this.rows = new CopyRows(messages, decoders.size());
    this.rowSlackBytes =
        decoders.stream().mapToInt(ColumnDecoder::extraBytesOfNull).sum()
            + (decoders.size() + Byte.SIZE - 1) / Byte.SIZE;
    this.batchOverheadBytes =
        BATCH_OVERHEAD_BYTES
            + COLUMN_OVERHEAD_BYTES * decoders.stream().mapToInt(ColumnDecoder::fields).sum();
    this.growthMax = decoders.stream().mapToInt(ColumnDecoder::growthMax).max().orElse(1);
    this.batchBytes = Math.min(FIRST_BATCH_BYTES, limits.bytesMax());
  }

  /**
   * Sets the size of the following batches, in place of the growing one, and ends batches where the
   * server pauses.
   */
  public void adaptTo(long bytes) {
    batchBytes = Math.min(bytes, limits.bytesMax());
    if (!adaptive) {
      adaptive = true;
      rows.stopAtPause();
    }
  }

  /**
   * Returns the next batch, which the caller closes; empty at the end of the stream.
   *
   * @throws MalformedCopyException if the stream is malformed
   * @throws ColumnException if a value is malformed
   * @throws RowTooWideException if a row exceeds the row limit
   */
  public Optional<Batch> next() throws SQLException {
    for (ColumnDecoder decoder : decoders) {
      decoder.expect(lastRows);
    }
    rows.startBatch();
    int count = 0;
    long budget = (batchBytes - batchOverheadBytes) / growthMax;
    CopyRows.Filled filled = CopyRows.Filled.BLOCK;
    while (filled == CopyRows.Filled.BLOCK && count < limits.rowsMax()) {
      int rowsMax = Math.min(RowBlock.ROWS_MAX, limits.rowsMax() - count);
      filled = rows.fill(block, rowsMax, budget, rowSlackBytes);
      budget -= block.rowBytes + (long) block.count * rowSlackBytes;
      count += decodeBlock();
    }
    if (count == 0 && filled == CopyRows.Filled.BUDGET) {
      count = wideRow();
    }
    return count == 0 ? Optional.empty() : Optional.of(batch(count));
  }

  /** A row that exceeds the batch size becomes a single-row batch, up to the row limit. */
  private int wideRow() throws SQLException {
    long bytes = (long) rows.nextRowBytes() * growthMax + rowSlackBytes + batchOverheadBytes;
    if (bytes > limits.rowBytesMax()) {
      throw new RowTooWideException(bytes, limits.rowBytesMax());
    }
    rows.fill(block, 1, Long.MAX_VALUE, 0);
    return decodeBlock();
  }

  private int decodeBlock() {
    for (int column = 0; column < decoders.size(); column++) {
      try {
        decoders.get(column).decode(block);
      } catch (MalformedCopyException.InRow e) {
        throw new ColumnException(schema.getFields().get(column).getName(), block.malformed(e));
      }
    }
    block.checkConsumed();
    return block.count;
  }

  private Batch batch(int count) {
    List<FieldVector> vectors = new ArrayList<>(decoders.size());
    long bytes = 0;
    boolean complete = false;
    try {
      for (int column = 0; column < decoders.size(); column++) {
        FieldVector vector = schema.getFields().get(column).createVector(allocator);
        vectors.add(vector);
        bytes += decoders.get(column).moveTo(vector);
      }
      Batch batch = new Batch(new VectorSchemaRoot(schema, vectors, count), bytes);
      complete = true;
      lastRows = Math.min(limits.rowsMax(), batchBytes < limits.bytesMax() ? 0 : count);
      if (!adaptive) {
        batchBytes = Math.min(batchBytes * GROWTH, limits.bytesMax());
      }
      return batch;
    } finally {
      if (!complete) {
        vectors.forEach(FieldVector::close);
      }
    }
  }

  @Override
  public void close() {
    decoders.forEach(ColumnDecoder::close);
  }
}
