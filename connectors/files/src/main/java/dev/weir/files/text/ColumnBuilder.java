package dev.weir.files.text;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** Appends the values of one column, given as text, to a vector. */
final class ColumnBuilder {
  private static final int OFFSET_BYTES = Integer.BYTES;

  private final ColumnDeclaration column;
  private final ColumnKind kind;
  private final TypeModifier modifier;
  private final int secondsDigits;
  private final int charsMax;
  private final int bytesMax;
  private final Scratch scratch;
  private final CalendarParser calendar = new CalendarParser();
  private FieldVector vector;

  ColumnBuilder(ColumnDeclaration column, FieldVector vector, Scratch scratch) {
    this.column = column;
    this.kind = column.kind();
    this.modifier = column.modifier();
    this.secondsDigits = column.secondsDigits();
    this.charsMax = column.charsMax();
    this.bytesMax = column.bytesMax();
    this.vector = vector;
    this.scratch = scratch;
  }

  ColumnDeclaration column() {
    return column;
  }

  ColumnKind kind() {
    return kind;
  }

  /** Sets the vector of the next rows. */
  void attach(FieldVector next) {
    vector = next;
  }

  /** Appends NULL; returns the bytes that it takes. */
  long setNull(int row) {
    if (column.notNull()) {
      throw new IllegalArgumentException("NULL, but the column is NOT NULL");
    }
    if (vector instanceof BaseFixedWidthVector fixed) {
      fixed.setNull(row);
      return fixed.getTypeWidth();
    }
    ((BaseVariableWidthVector) vector).setNull(row);
    return OFFSET_BYTES;
  }

  /** Appends bytes of UTF-8 unchanged; returns the bytes that they take. */
  long setUtf8(int row, byte[] bytes, int start, int length) {
    ((VarCharVector) vector).setSafe(row, bytes, start, length);
    return OFFSET_BYTES + (long) length;
  }

  /**
   * Appends a value; returns the bytes that it takes.
   *
   * @throws IllegalArgumentException if the text is no value of the type
   */
  long set(int row, char[] text, int start, int length) {
    switch (kind) {
      case BOOL -> ((BitVector) vector).setSafe(row, NumberText.bool(text, start, length) ? 1 : 0);
      case INT16 ->
          ((SmallIntVector) vector)
              .setSafe(
                  row,
                  (short)
                      NumberText.integer(text, start, length, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT32 ->
          ((IntVector) vector)
              .setSafe(
                  row,
                  (int)
                      NumberText.integer(
                          text, start, length, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT64 ->
          ((BigIntVector) vector)
              .setSafe(
                  row, NumberText.integer(text, start, length, Long.MIN_VALUE, Long.MAX_VALUE));
      case FLOAT32 -> ((Float4Vector) vector).setSafe(row, NumberText.float4(text, start, length));
      case FLOAT64 -> ((Float8Vector) vector).setSafe(row, NumberText.float8(text, start, length));
      case DATE -> ((DateDayVector) vector).setSafe(row, calendar.date(text, start, length));
      case TIME ->
          ((TimeMicroVector) vector)
              .setSafe(row, calendar.time(text, start, length, secondsDigits));
      case TIMESTAMP ->
          ((TimeStampMicroVector) vector)
              .setSafe(row, calendar.timestamp(text, start, length, false, secondsDigits));
      case TIMESTAMPTZ ->
          ((TimeStampMicroTZVector) vector)
              .setSafe(row, calendar.timestamp(text, start, length, true, secondsDigits));
      case UUID -> ((FixedSizeBinaryVector) vector).setSafe(row, scratch.uuid(text, start, length));
      case BYTES -> {
        int count = scratch.bytea(text, start, length);
        ((VarBinaryVector) vector).setSafe(row, scratch.bytes(), 0, count);
        return OFFSET_BYTES + (long) count;
      }
      case NUMERIC -> {
        NumberText.checkNumeric(text, start, length, modifier);
        return setText(row, text, start, length);
      }
      case JSON -> {
        JsonText.check(text, start, length);
        return setText(row, text, start, length);
      }
      case TEXT, TEXT_FORM -> {
        return setText(row, text, start, length);
      }
    }
    return ((BaseFixedWidthVector) vector).getTypeWidth();
  }

  private long setText(int row, char[] text, int start, int length) {
    if (length > charsMax && Character.codePointCount(text, start, length) > charsMax) {
      throw new IllegalArgumentException("longer than " + charsMax + " characters");
    }
    int count = scratch.utf8(text, start, length);
    if (count > bytesMax) {
      throw new IllegalArgumentException("longer than " + bytesMax + " bytes");
    }
    return setUtf8(row, scratch.bytes(), 0, count);
  }
}
