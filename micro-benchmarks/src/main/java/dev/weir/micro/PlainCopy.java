package dev.weir.micro;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The plain twin of the kernels: row by row, value by value, with Arrow's own setters. */
final class PlainCopy {
  private static final int NULL = -1;
  private static final int DAYS = (int) LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long MICROS = Duration.ofDays(DAYS).toNanos() / 1_000;

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
        read(kinds.get(column), in, root.getVector(column), row);
      }
    }
    root.setRowCount(count);
    return root;
  }

  private static void read(CopyKind kind, ByteBuffer in, FieldVector vector, int row) {
    int length = in.getInt();
    if (length == NULL) {
      // A vector's unset values are NULL; its capacity must reach them.
      while (vector.getValueCapacity() <= row) {
        vector.reAlloc();
      }
      return;
    }
    switch (kind) {
      case BOOL -> ((BitVector) vector).setSafe(row, in.get());
      case INT4 -> ((IntVector) vector).setSafe(row, in.getInt());
      case INT8 -> ((BigIntVector) vector).setSafe(row, in.getLong());
      case FLOAT8 -> ((Float8Vector) vector).setSafe(row, in.getDouble());
      case UUID -> ((FixedSizeBinaryVector) vector).setSafe(row, bytes(in, length));
      case DATE -> ((DateDayVector) vector).setSafe(row, in.getInt() + DAYS);
      case TIMESTAMP -> ((TimeStampMicroVector) vector).setSafe(row, in.getLong() + MICROS);
      case TEXT -> ((VarCharVector) vector).setSafe(row, bytes(in, length));
      case JSONB -> {
        in.get();
        ((VarCharVector) vector).setSafe(row, bytes(in, length - 1));
      }
    }
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** Encodes a batch; returns the number of bytes. */
  int encode(VectorSchemaRoot root, byte[] target) {
    ByteBuffer out = ByteBuffer.wrap(target);
    for (int row = 0; row < root.getRowCount(); row++) {
      out.putShort((short) kinds.size());
      for (int column = 0; column < kinds.size(); column++) {
        FieldVector vector = root.getVector(column);
        if (vector.isNull(row)) {
          out.putInt(NULL);
        } else {
          write(kinds.get(column), vector, row, out);
        }
      }
    }
    return out.position();
  }

  private static void write(CopyKind kind, FieldVector vector, int row, ByteBuffer out) {
    switch (kind) {
      case BOOL -> out.putInt(Byte.BYTES).put((byte) ((BitVector) vector).get(row));
      case INT4 -> out.putInt(Integer.BYTES).putInt(((IntVector) vector).get(row));
      case INT8 -> out.putInt(Long.BYTES).putLong(((BigIntVector) vector).get(row));
      case FLOAT8 -> out.putInt(Double.BYTES).putDouble(((Float8Vector) vector).get(row));
      case UUID -> out.putInt(2 * Long.BYTES).put(((FixedSizeBinaryVector) vector).get(row));
      case DATE -> out.putInt(Integer.BYTES).putInt(((DateDayVector) vector).get(row) - DAYS);
      case TIMESTAMP ->
          out.putInt(Long.BYTES).putLong(((TimeStampMicroVector) vector).get(row) - MICROS);
      case TEXT -> {
        byte[] bytes = ((VarCharVector) vector).get(row);
        out.putInt(bytes.length).put(bytes);
      }
      case JSONB -> {
        byte[] bytes = ((VarCharVector) vector).get(row);
        out.putInt(bytes.length + 1).put(CopyKind.JSONB_VERSION).put(bytes);
      }
    }
  }
}
