package dev.weir.micro.copy;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The plain twin of the kernels: row by row, value by value, with Arrow's own setters. */
final class PlainCopy {
  private static final int NULL = -1;

  private final CopyShape shape;
  private final List<CopyKind> kinds;
  private final BufferAllocator allocator;

  PlainCopy(CopyShape shape, BufferAllocator allocator) {
    this.shape = shape;
    this.kinds = shape.kinds();
    this.allocator = allocator;
  }

  /** Decodes rows from an array; the caller closes the result. */
  VectorSchemaRoot decode(byte[] rows, int count) {
    VectorSchemaRoot root = VectorSchemaRoot.create(shape.schema(), allocator);
    ByteBuffer in = ByteBuffer.wrap(rows);
    for (int row = 0; row < count; row++) {
      in.getShort();
      for (int column = 0; column < kinds.size(); column++) {
        int length = in.getInt();
        FieldVector vector = root.getVector(column);
        if (length == NULL) {
          reach(vector, row);
        } else {
          PlainReader.read(kinds.get(column), in, length, vector, row);
        }
      }
    }
    root.setRowCount(count);
    return root;
  }

  /** A vector's unset values are NULL; its capacity must reach them. */
  private static void reach(FieldVector vector, int row) {
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
  }

  /** Encodes a batch; returns the number of bytes. */
  int encode(VectorSchemaRoot root, byte[] target) {
    ByteBuffer out = ByteBuffer.wrap(target);
    for (int row = 0; row < root.getRowCount(); row++) {
      out.putShort((short) kinds.size());
      for (int column = 0; column < kinds.size(); column++) {
        FieldVector vector = root.getVector(column);
        int start = out.position();
        out.putInt(NULL);
        if (!vector.isNull(row)) {
          PlainWriter.write(kinds.get(column), vector, row, out);
          out.putInt(start, out.position() - start - Integer.BYTES);
        }
      }
    }
    return out.position();
  }
}
