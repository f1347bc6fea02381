package dev.weir.postgres.wire;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Decodes a column of byte strings: a validity bitmap, 32-bit offsets and the data. The batch
 * limits are well below the 2 GiB that 32-bit offsets address.
 */
final class VariableDecoder extends ColumnDecoder {
  /** A larger scratch array is not reused for the next batch. */
  private static final int SCRATCH_KEPT_BYTES = 1 << 20;

  private final BufferAllocator allocator;
  private final int prefix;
  private ArrowBuf validity;
  private ArrowBuf offsets;
  private ArrowBuf data;
  private int rows;
  private int nulls;
  private int end;

  /** The values of one block, which are copied off-heap at once instead of one by one. */
  private byte[] scratch = new byte[0];

  /** Data bytes of the previous batch, for {@link #expect}. */
  private long lastBytes;

  /**
   * Creates a decoder.
   *
   * @param prefix a byte before each value on the wire, which is removed; -1 for none
   */
  VariableDecoder(BufferAllocator allocator, int prefix) {
    this.allocator = allocator;
    this.prefix = prefix;
    this.validity = allocator.getEmpty();
    this.offsets = allocator.getEmpty();
    this.data = allocator.getEmpty();
  }

  @Override
  void expect(int expectedRows) {
    reserve(expectedRows);
    data = Buffers.takeAndEnsure(allocator, data, end, lastBytes);
  }

  private void reserve(long neededRows) {
    validity = Buffers.takeAndEnsureBitmap(allocator, validity, rows, neededRows);
    offsets = Buffers.takeAndEnsureOffsets(allocator, offsets, rows, neededRows);
  }

  @Override
  void decode(RowBlock block) {
    reserve((long) rows + block.count);
    if (scratch.length < block.rowBytes) {
      scratch = new byte[Math.toIntExact(Math.max(block.rowBytes, 2L * scratch.length))];
    }
    if (rows == 0) {
      offsets.setInt(0, 0);
    }
    nulls += ReadKernels.variable(block, offsets, rows, validity, end, scratch, prefix);
    rows += block.count;
    int newEnd = offsets.getInt((long) rows * Integer.BYTES);
    data = Buffers.takeAndEnsure(allocator, data, end, newEnd);
    data.setBytes(end, scratch, 0, newEnd - end);
    end = newEnd;
  }

  @Override
  long moveTo(FieldVector vector) {
    long offsetBytes = (rows + 1L) * Integer.BYTES;
    if (rows == 0) {
      offsets.setInt(0, 0);
    }
    validity.writerIndex((rows + 7) / 8);
    offsets.writerIndex(offsetBytes);
    data.writerIndex(end);
    vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), List.of(validity, offsets, data));
    long bytes = offsetBytes + end + (nulls == 0 ? 0 : (rows + 7) / 8);
    lastBytes = end;
    close();
    return bytes;
  }

  @Override
  int extraBytesOfNull() {
    return 0;
  }

  @Override
  public void close() {
    validity.close();
    offsets.close();
    data.close();
    validity = allocator.getEmpty();
    offsets = allocator.getEmpty();
    data = allocator.getEmpty();
    rows = 0;
    nulls = 0;
    end = 0;
    if (scratch.length > SCRATCH_KEPT_BYTES) {
      scratch = new byte[0];
    }
  }
}
