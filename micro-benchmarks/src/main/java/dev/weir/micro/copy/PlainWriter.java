package dev.weir.micro.copy;

import java.nio.ByteBuffer;
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
import org.postgresql.core.Oid;

/** Writes one value, which is not NULL, without its length, with Arrow's own getters. */
final class PlainWriter {
  private static final int NULL = -1;

  private PlainWriter() {}

  static void write(CopyKind kind, FieldVector vector, int row, ByteBuffer out) {
    switch (kind) {
      case BOOL -> out.put((byte) ((BitVector) vector).get(row));
      case INT2 -> out.putShort(((SmallIntVector) vector).get(row));
      case INT4 -> out.putInt(((IntVector) vector).get(row));
      case INT8 -> out.putLong(((BigIntVector) vector).get(row));
      case FLOAT4 -> out.putFloat(((Float4Vector) vector).get(row));
      case FLOAT8 -> out.putDouble(((Float8Vector) vector).get(row));
      case UUID -> out.put(((FixedSizeBinaryVector) vector).get(row));
      case DATE -> out.putInt(((DateDayVector) vector).get(row) - PlainReader.DAYS);
      case TIME -> out.putLong(((TimeMicroVector) vector).get(row));
      case TIMESTAMP, TIMESTAMPTZ ->
          out.putLong(((TimeStampVector) vector).get(row) - PlainReader.MICROS);
      case TEXT -> out.put(((VarCharVector) vector).get(row));
      case JSONB -> out.put(CopyKind.JSONB_VERSION).put(((VarCharVector) vector).get(row));
      case BYTEA, NUMERIC, INET, INT4RANGE -> out.put(((VarBinaryVector) vector).get(row));
      case DECIMAL -> NumericFormat.write(((DecimalVector) vector).getObject(row), out);
      case INT4_ARRAY -> array(CopyKind.INT4, Oid.INT4, (ListVector) vector, row, out);
      case TEXT_ARRAY -> array(CopyKind.TEXT, Oid.TEXT, (ListVector) vector, row, out);
    }
  }

  private static void array(
      CopyKind kind, int elementOid, ListVector list, int row, ByteBuffer out) {
    FieldVector elements = list.getDataVector();
    int start = list.getElementStartIndex(row);
    int end = list.getElementEndIndex(row);
    boolean hasNull = false;
    for (int i = start; i < end; i++) {
      hasNull |= elements.isNull(i);
    }
    FamilyValues.arrayHeader(end - start, hasNull, elementOid, out);
    for (int i = start; i < end; i++) {
      int length = out.position();
      out.putInt(NULL);
      if (!elements.isNull(i)) {
        write(kind, elements, i, out);
        out.putInt(length, out.position() - length - Integer.BYTES);
      }
    }
  }
}
