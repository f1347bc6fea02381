package dev.weir.postgres.wire;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/** Decodes a column of fixed-width values: a validity bitmap and an array of values. */
final class FixedDecoder extends ColumnDecoder {

  /** A method of {@link ReadKernels}, selected once per column. */
  @FunctionalInterface
  interface Kernel {
    int read(RowBlock block, ArrowBuf values, long first, ArrowBuf validity);
  }

  private final BufferAllocator allocator;
  private final FixedWidth width;
  private final Kernel kernel;
  private ArrowBuf validity;
  private ArrowBuf values;
  private int rows;
  private int nulls;

  FixedDecoder(BufferAllocator allocator, FixedWidth width, Kernel kernel) {
    this.allocator = allocator;
    this.width = width;
    this.kernel = kernel;
    this.validity = allocator.getEmpty();
    this.values = allocator.getEmpty();
  }

  @Override
  void expect(int expectedRows) {
    reserve(expectedRows);
  }

  private void reserve(long neededRows) {
    validity = Buffers.takeAndEnsureBitmap(allocator, validity, rows, neededRows);
    values =
        Buffers.takeAndEnsure(
            allocator, values, width.bytes(rows), width.writableBytes(neededRows));
  }

  @Override
  void decode(RowBlock block) {
    reserve((long) rows + block.count);
    nulls += kernel.read(block, values, rows, validity);
    rows += block.count;
  }

  @Override
  long moveTo(FieldVector vector) {
    validity.writerIndex((rows + 7) / 8);
    values.writerIndex(width.usedBytes(rows));
    vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), List.of(validity, values));
    long bytes = width.usedBytes(rows) + (nulls == 0 ? 0 : (rows + 7) / 8);
    close();
    return bytes;
  }

  @Override
  int extraBytesOfNull() {
    return Math.max(0, width.wireBytes() - CopyBinary.LENGTH_BYTES);
  }

  @Override
  public void close() {
    validity.close();
    values.close();
    validity = allocator.getEmpty();
    values = allocator.getEmpty();
    rows = 0;
    nulls = 0;
  }
}
