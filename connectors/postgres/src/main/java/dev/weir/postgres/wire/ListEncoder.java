package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;

/** Encodes a column of lists as arrays of one dimension; see {@link ArrayFormat}. */
final class ListEncoder extends ColumnEncoder {
  private final long elementOid;
  private final ColumnEncoder element;
  private final OutBlock elements = new OutBlock();

  /** The encoded elements of one block of lists. */
  private byte[] encoded = new byte[0];

  /** Where each element begins in {@link #encoded}, and where the last one ends. */
  private int[] starts = new int[1];

  private @Nullable Columns columns;

  private record Columns(ArrowBuf offsets, ArrowBuf validity, ArrowBuf elementValidity) {
    boolean hasNull(int start, int end) {
      if (elementValidity.capacity() > 0) {
        for (int i = start; i < end; i++) {
          if (WriteKernels.isNull(elementValidity, i)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  ListEncoder(long elementOid, ColumnEncoder element) {
    this.elementOid = elementOid;
    this.element = element;
  }

  @Override
  void bind(FieldVector vector) {
    FieldVector values = ((ListVector) vector).getDataVector();
    element.bind(values);
    columns =
        new Columns(
            vector.getOffsetBuffer(), Buffers.validityOf(vector), Buffers.validityOf(values));
  }

  @Override
  int fixedBytes() {
    return LENGTH_BYTES + ArrayFormat.HEADER_BYTES;
  }

  /** Encodes the elements, whose bytes are the size. */
  @Override
  void addSizes(long first, OutBlock out) {
    Columns from = bound();
    int base = from.offsets.getInt(first * Integer.BYTES);
    encode(from, first, base, from.offsets.getInt((first + out.count) * Integer.BYTES), out);
    boolean nulls = from.validity.capacity() > 0;
    int start = base;
    for (int r = 0; r < out.count; r++) {
      int end = from.offsets.getInt((first + r + 1) * Integer.BYTES);
      if (nulls && WriteKernels.isNull(from.validity, first + r)) {
        out.positions[r] -= ArrayFormat.HEADER_BYTES;
      } else {
        out.positions[r] +=
            starts[end - base]
                - starts[start - base]
                + ArrayFormat.headerBytes(end - start)
                - ArrayFormat.HEADER_BYTES;
      }
      start = end;
    }
  }

  private void encode(Columns from, long first, int base, int end, OutBlock out) {
    if (starts.length < end - base + 1) {
      starts = new int[Math.max(end - base + 1, 2 * starts.length)];
    }
    int used = 0;
    for (int at = base; at < end; at += OutBlock.ROWS_MAX) {
      elements.begin(Math.min(OutBlock.ROWS_MAX, end - at), element.fixedBytes());
      try {
        element.addSizes(at, elements);
        elements.placeFields();
        element.write(at, elements);
      } catch (InRow e) {
        throw new InRow(
            owner(from, first, out.count, at + e.row()), "In a list: " + e.getMessage());
      }
      elements.checkFilled();
      if (encoded.length - used < elements.length()) {
        int needed = Math.addExact(used, elements.length());
        encoded = Arrays.copyOf(encoded, (int) Math.max(needed, Math.min(2L * used, 1 << 30)));
      }
      System.arraycopy(elements.bytes(), 0, encoded, used, elements.length());
      for (int i = 0; i < elements.count(); i++) {
        starts[at - base + i] = used + elements.start(i);
      }
      used += elements.length();
    }
    starts[end - base] = used;
  }

  /** Returns the list of the block that contains an element. */
  private static int owner(Columns from, long first, int count, int elementAt) {
    int r = 0;
    while (r < count - 1 && from.offsets.getInt((first + r + 1) * Integer.BYTES) <= elementAt) {
      r++;
    }
    return r;
  }

  @Override
  void write(long first, OutBlock out) {
    Columns from = bound();
    boolean nulls = from.validity.capacity() > 0;
    int base = from.offsets.getInt(first * Integer.BYTES);
    int start = base;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      int end = from.offsets.getInt((first + r + 1) * Integer.BYTES);
      if (nulls && WriteKernels.isNull(from.validity, first + r)) {
        INT32.set(out.bytes, at, NULL_LENGTH);
        out.positions[r] = at + LENGTH_BYTES;
      } else {
        int bytes = starts[end - base] - starts[start - base];
        INT32.set(out.bytes, at, ArrayFormat.headerBytes(end - start) + bytes);
        at =
            ArrayFormat.writeHeader(
                out.bytes, at + LENGTH_BYTES, end - start, from.hasNull(start, end), elementOid);
        System.arraycopy(encoded, starts[start - base], out.bytes, at, bytes);
        out.positions[r] = at + bytes;
      }
      start = end;
    }
  }

  private Columns bound() {
    if (columns == null) {
      throw new IllegalStateException("No batch is bound");
    }
    return columns;
  }
}
