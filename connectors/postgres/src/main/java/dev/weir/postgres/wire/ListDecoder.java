package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Decodes a column of arrays: a validity bitmap, 32-bit offsets, and the elements, which are
 * decoded in blocks like the rows of a column. {@link ArrayFormat} is the wire format.
 */
final class ListDecoder extends ColumnDecoder {
  private final BufferAllocator allocator;
  private final ColumnDecoder element;
  private final RowBlock elements = new RowBlock();

  /** The row of each element of the block. */
  private final int[] owners = new int[RowBlock.ROWS_MAX];

  private ArrowBuf validity;
  private ArrowBuf offsets;
  private int rows;
  private int nulls;

  /** The number of elements of the batch. */
  private int end;

  /** Elements of the previous batch, for {@link #expect}. */
  private int lastElements;

  ListDecoder(BufferAllocator allocator, ColumnDecoder element) {
    this.allocator = allocator;
    this.element = element;
    this.validity = allocator.getEmpty();
    this.offsets = allocator.getEmpty();
  }

  @Override
  void expect(int expectedRows) {
    reserve(expectedRows);
    element.expect(expectedRows == 0 ? 0 : lastElements);
  }

  private void reserve(long neededRows) {
    validity = Buffers.takeAndEnsureBitmap(allocator, validity, rows, neededRows);
    offsets = Buffers.takeAndEnsureOffsets(allocator, offsets, rows, neededRows);
  }

  @Override
  void decode(RowBlock block) {
    reserve((long) rows + block.count);
    elements.clear(0, 0);
    elements.data = block.data;
    for (int from = 0; from < block.count; from += ReadKernels.WORD_BITS) {
      int to = Math.min(from + ReadKernels.WORD_BITS, block.count);
      long word = 0;
      for (int r = from; r < to; r++) {
        offsets.setInt((long) (rows + r) * Integer.BYTES, end);
        if (array(block, r)) {
          word |= 1L << r;
        } else {
          nulls++;
        }
      }
      ReadKernels.setWord(validity, (long) rows + from, word);
    }
    decodeElements();
    rows += block.count;
    offsets.setInt((long) rows * Integer.BYTES, end);
  }

  /** Adds the elements of a row's array; returns whether it is not NULL. */
  private boolean array(RowBlock block, int r) {
    int at = block.positions[r];
    int left = block.ends[r] - at - LENGTH_BYTES;
    if (left < 0) {
      throw ReadKernels.outside(r);
    }
    int length = (int) INT32.get(block.data, at);
    at += LENGTH_BYTES;
    if (length != NULL_LENGTH) {
      if (length > left) {
        throw ReadKernels.outside(r);
      }
      int count = ArrayFormat.elements(block.data, at, length, r);
      addElements(at + ArrayFormat.headerBytes(count), at + length, count, r);
      at += length;
    }
    block.positions[r] = at;
    return length != NULL_LENGTH;
  }

  private void addElements(int start, int arrayEnd, int count, int r) {
    int at = start;
    for (int i = 0; i < count; i++) {
      if (arrayEnd - at < LENGTH_BYTES) {
        throw ReadKernels.outside(r);
      }
      int length = (int) INT32.get(elements.data, at);
      long next = (long) at + LENGTH_BYTES + Math.max(length, 0);
      if (length < NULL_LENGTH || next > arrayEnd) {
        throw ReadKernels.outside(r);
      }
      if (elements.count == RowBlock.ROWS_MAX) {
        decodeElements();
      }
      owners[elements.count] = r;
      elements.add(at, (int) next);
      at = (int) next;
    }
    if (at != arrayEnd) {
      throw new InRow(r, "An array of " + (arrayEnd - at) + " bytes after its last element");
    }
    end = Math.addExact(end, count);
  }

  private void decodeElements() {
    if (elements.count > 0) {
      try {
        element.decode(elements);
      } catch (InRow e) {
        throw new InRow(owners[e.row()], "In an array: " + e.getMessage());
      }
      elements.clear(0, 0);
    }
  }

  @Override
  long moveTo(FieldVector vector) {
    if (rows == 0) {
      offsets.setInt(0, 0);
    }
    long offsetBytes = (rows + 1L) * Integer.BYTES;
    validity.writerIndex((rows + 7) / 8);
    offsets.writerIndex(offsetBytes);
    vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), List.of(validity, offsets));
    long bytes = offsetBytes + (nulls == 0 ? 0 : (rows + 7) / 8);
    bytes += element.moveTo(((ListVector) vector).getDataVector());
    lastElements = end;
    close();
    return bytes;
  }

  @Override
  int extraBytesOfNull() {
    return 0;
  }

  /** A NULL element has 4 bytes on the wire, and a value and a bit in a batch. */
  @Override
  int growthMax() {
    int nullBytes = LENGTH_BYTES + element.extraBytesOfNull() + 1;
    return (nullBytes + LENGTH_BYTES - 1) / LENGTH_BYTES;
  }

  @Override
  int fields() {
    return 1 + element.fields();
  }

  @Override
  public void close() {
    validity.close();
    offsets.close();
    validity = allocator.getEmpty();
    offsets = allocator.getEmpty();
    element.close();
    rows = 0;
    nulls = 0;
    end = 0;
  }
}
