package dev.weir.files.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.weir.core.batch.ColumnMetadata;
import java.io.IOException;
import java.util.Optional;
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
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Writes the values of one column as text. */
public final class TextColumn {
  /** How a format has to treat the text of a value. */
  public enum Shape {
    /** A JSON number, or one of the words NaN, Infinity and -Infinity. */
    NUMBER,
    /** true or false. */
    BOOLEAN,
    /** ASCII without quotation marks, commas, backslashes and control characters. */
    PLAIN,
    /** {@code \x} and hexadecimal digits. */
    HEX,
    /** Any characters. */
    TEXT,
    /** A JSON value. */
    JSON
  }

  /** Writes one value, which is not NULL. */
  @FunctionalInterface
  private interface Formatter<V extends FieldVector> {
    void write(V vector, int row, ByteSink out) throws IOException;
  }

  private static final String UTC_OFFSET = "+00:00";
  private static final int UUID_BYTES = 16;

  /** Digits by the Schubfach algorithm, which JDK 17 does not have. */
  private static final boolean FAST = true;

  private final Shape shape;
  private final Formatter<FieldVector> formatter;

  private TextColumn(Shape shape, Formatter<FieldVector> formatter) {
    this.shape = shape;
    this.formatter = formatter;
  }

  /** Returns the column of a field; empty if text cannot hold its values. */
  public static Optional<TextColumn> of(Field field) {
    ArrowType type = field.getType();
    if (FieldMetadata.isExtension(field, ColumnMetadata.OPAQUE)
        && !(type instanceof ArrowType.Utf8)) {
      return Optional.empty();
    }
    return switch (type.getTypeID()) {
      case Bool ->
          column(
              Shape.BOOLEAN,
              BitVector.class,
              (vector, row, out) -> out.ascii(vector.get(row) != 0 ? "true" : "false"));
      case Int -> integer((ArrowType.Int) type);
      case FloatingPoint -> floating((ArrowType.FloatingPoint) type);
      case Decimal ->
          ((ArrowType.Decimal) type).getBitWidth() == 128
              ? column(
                  Shape.NUMBER,
                  DecimalVector.class,
                  (vector, row, out) -> out.ascii(vector.getObject(row).toPlainString()))
              : Optional.empty();
      case Utf8 -> column(textShape(field), VarCharVector.class, TextColumn::bytes);
      case Binary -> column(Shape.HEX, VarBinaryVector.class, TextColumn::hex);
      case FixedSizeBinary ->
          FieldMetadata.isExtension(field, ColumnMetadata.UUID)
              ? column(Shape.PLAIN, FixedSizeBinaryVector.class, TextColumn::uuid)
              : Optional.empty();
      case Date ->
          ((ArrowType.Date) type).getUnit() == DateUnit.DAY
              ? column(
                  Shape.PLAIN,
                  DateDayVector.class,
                  (vector, row, out) -> CalendarText.date(vector.get(row), out))
              : Optional.empty();
      case Time ->
          ((ArrowType.Time) type).getUnit() == TimeUnit.MICROSECOND
              ? column(
                  Shape.PLAIN,
                  TimeMicroVector.class,
                  (vector, row, out) -> CalendarText.time(vector.get(row), out))
              : Optional.empty();
      case Timestamp -> timestamp((ArrowType.Timestamp) type);
      default -> Optional.empty();
    };
  }

  private static Shape textShape(Field field) {
    if (FieldMetadata.isNumericText(field)) {
      return Shape.NUMBER;
    }
    return FieldMetadata.isJson(field) ? Shape.JSON : Shape.TEXT;
  }

  private static Optional<TextColumn> integer(ArrowType.Int type) {
    if (!type.getIsSigned()) {
      return Optional.empty();
    }
    return switch (type.getBitWidth()) {
      case 8 -> column(Shape.NUMBER, TinyIntVector.class, (v, row, out) -> out.number(v.get(row)));
      case 16 ->
          column(Shape.NUMBER, SmallIntVector.class, (v, row, out) -> out.number(v.get(row)));
      case 32 -> column(Shape.NUMBER, IntVector.class, (v, row, out) -> out.number(v.get(row)));
      default -> column(Shape.NUMBER, BigIntVector.class, (v, row, out) -> out.number(v.get(row)));
    };
  }

  private static Optional<TextColumn> floating(ArrowType.FloatingPoint type) {
    if (type.getPrecision() == FloatingPointPrecision.SINGLE) {
      return column(
          Shape.NUMBER,
          Float4Vector.class,
          (vector, row, out) -> out.ascii(NumberOutput.toString(vector.get(row), FAST)));
    }
    return type.getPrecision() == FloatingPointPrecision.DOUBLE
        ? column(
            Shape.NUMBER,
            Float8Vector.class,
            (vector, row, out) -> out.ascii(NumberOutput.toString(vector.get(row), FAST)))
        : Optional.empty();
  }

  private static Optional<TextColumn> timestamp(ArrowType.Timestamp type) {
    if (type.getUnit() != TimeUnit.MICROSECOND) {
      return Optional.empty();
    }
    return type.getTimezone() == null
        ? column(
            Shape.PLAIN,
            TimeStampMicroVector.class,
            (vector, row, out) -> CalendarText.timestamp(vector.get(row), "", out))
        : column(
            Shape.PLAIN,
            TimeStampMicroTZVector.class,
            (vector, row, out) -> CalendarText.timestamp(vector.get(row), UTC_OFFSET, out));
  }

  private static <V extends FieldVector> Optional<TextColumn> column(
      Shape shape, Class<V> vectors, Formatter<V> formatter) {
    return Optional.of(
        new TextColumn(
            shape, (vector, row, out) -> formatter.write(vectors.cast(vector), row, out)));
  }

  private static void bytes(VarCharVector vector, int row, ByteSink out) throws IOException {
    int start = vector.getStartOffset(row);
    int count = vector.getEndOffset(row) - start;
    out.put(vector.getDataBuffer(), start, count);
  }

  private static void hex(VarBinaryVector vector, int row, ByteSink out) throws IOException {
    out.put('\\');
    out.put('x');
    int end = vector.getEndOffset(row);
    for (int i = vector.getStartOffset(row); i < end; i++) {
      out.hex(vector.getDataBuffer().getByte(i));
    }
  }

  private static void uuid(FixedSizeBinaryVector vector, int row, ByteSink out) throws IOException {
    long start = (long) row * UUID_BYTES;
    for (int i = 0; i < UUID_BYTES; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        out.put('-');
      }
      out.hex(vector.getDataBuffer().getByte(start + i));
    }
  }

  public Shape shape() {
    return shape;
  }

  /** Writes a value, which is not NULL, without quotation marks or escapes. */
  public void write(FieldVector vector, int row, ByteSink out) throws IOException {
    formatter.write(vector, row, out);
  }
}
