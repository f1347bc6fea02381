package dev.weir.micro.copy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;

/** Reads one value, which is not NULL, with Arrow's own setters. */
final class PlainReader {
  static final int DAYS = (int) LocalDate.of(2000, 1, 1).toEpochDay();
  static final long MICROS = Duration.ofDays(DAYS).toNanos() / 1_000;
  private static final int NULL = -1;

  private PlainReader() {}

  static void read(CopyKind kind, ByteBuffer in, int length, FieldVector vector, int row) {
    switch (kind) {
      case BOOL -> ((BitVector) vector).setSafe(row, in.get());
      case INT2 -> ((SmallIntVector) vector).setSafe(row, in.getShort());
      case INT4 -> ((IntVector) vector).setSafe(row, in.getInt());
      case INT8 -> ((BigIntVector) vector).setSafe(row, in.getLong());
      case FLOAT4 -> ((Float4Vector) vector).setSafe(row, in.getFloat());
      case FLOAT8 -> ((Float8Vector) vector).setSafe(row, in.getDouble());
      case UUID -> ((FixedSizeBinaryVector) vector).setSafe(row, bytes(in, length));
      case DATE -> ((DateDayVector) vector).setSafe(row, in.getInt() + DAYS);
      case TIME -> ((TimeMicroVector) vector).setSafe(row, in.getLong());
      case TIMESTAMP, TIMESTAMPTZ -> ((TimeStampVector) vector).setSafe(row, in.getLong() + MICROS);
      case TEXT -> ((VarCharVector) vector).setSafe(row, bytes(in, length));
      case JSONB -> {
        in.get();
        ((VarCharVector) vector).setSafe(row, bytes(in, length - 1));
      }
      case BYTEA, NUMERIC, INET, INT4RANGE ->
          ((VarBinaryVector) vector).setSafe(row, bytes(in, length));
      case DECIMAL -> ((DecimalVector) vector).setSafe(row, NumericFormat.read(in));
      case INT4_ARRAY -> array(CopyKind.INT4, in, (ListVector) vector, row);
      case TEXT_ARRAY -> array(CopyKind.TEXT, in, (ListVector) vector, row);
    }
  }

  private static void array(CopyKind kind, ByteBuffer in, ListVector list, int row) {
    int dimensions = in.getInt();
    in.getInt();
    in.getInt();
    int count = 0;
    if (dimensions == 1) {
      count = in.getInt();
      in.getInt();
    }
    int start = list.startNewValue(row);
    FieldVector elements = list.getDataVector();
    for (int i = start; i < start + count; i++) {
      int length = in.getInt();
      if (length == NULL) {
        while (elements.getValueCapacity() <= i) {
          elements.reAlloc();
        }
        elements.setNull(i);
      } else {
        read(kind, in, length, elements, i);
      }
    }
    list.endValue(row, count);
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
