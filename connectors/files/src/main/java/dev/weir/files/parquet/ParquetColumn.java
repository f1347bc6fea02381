package dev.weir.files.parquet;

import dev.weir.core.batch.ColumnMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * How a field of Arrow is written: its type in Parquet, and one kernel for each leaf of that type,
 * in their order. Source of the types: Parquet, "Logical Types".
 *
 * @param isList whether the leaves are those of a list's elements
 */
record ParquetColumn(Type type, boolean isList, List<ValueKernel> leaves) {
  /** The names of Parquet's three-level lists. */
  static final String LIST = "list";

  static final String ELEMENT = "element";

  /** The members of an interval. Parquet's own type has milliseconds. */
  static final String MONTHS = "months";

  static final String DAYS = "days";
  static final String NANOSECONDS = "nanoseconds";

  static final int UUID_BYTES = 16;
  private static final int DECIMAL_BITS = 128;
  private static final int DECIMAL_BYTES = 16;

  /** The most digits whose numbers all fit in 32 and in 64 bits. */
  private static final int INT32_DIGITS = 9;

  private static final int INT64_DIGITS = 18;

  ParquetColumn {
    leaves = List.copyOf(leaves);
  }

  /** Returns the column of a field; empty if Parquet has no type for its values. */
  static Optional<ParquetColumn> of(Field field) {
    if (field.getDictionary() != null) {
      return Optional.empty();
    }
    if (field.getType() instanceof ArrowType.List) {
      return scalar(field.getChildren().get(0), ELEMENT).map(element -> list(field, element));
    }
    return scalar(field, field.getName());
  }

  private static ParquetColumn list(Field field, ParquetColumn element) {
    Type type =
        Types.buildGroup(repetition(field))
            .as(LogicalTypeAnnotation.listType())
            .repeatedGroup()
            .addField(element.type())
            .named(LIST)
            .named(field.getName());
    return new ParquetColumn(type, true, element.leaves());
  }

  private static Repetition repetition(Field field) {
    return field.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }

  private static Optional<ParquetColumn> scalar(Field field, String name) {
    Repetition repetition = repetition(field);
    ArrowType type = field.getType();
    return switch (type.getTypeID()) {
      case Bool -> leaf(PrimitiveTypeName.BOOLEAN, repetition, name, ValueKernels::booleans);
      case Int -> integer((ArrowType.Int) type, repetition, name);
      case FloatingPoint -> floating((ArrowType.FloatingPoint) type, repetition, name);
      case Decimal -> decimal((ArrowType.Decimal) type, repetition, name);
      case Utf8 ->
          leaf(
              PrimitiveTypeName.BINARY,
              isExtension(field, ColumnMetadata.JSON)
                  ? LogicalTypeAnnotation.jsonType()
                  : LogicalTypeAnnotation.stringType(),
              repetition,
              name,
              ValueKernels.BINARY);
      case Binary -> leaf(PrimitiveTypeName.BINARY, repetition, name, ValueKernels.BINARY);
      case FixedSizeBinary ->
          isExtension(field, ColumnMetadata.UUID)
                  && ((ArrowType.FixedSizeBinary) type).getByteWidth() == UUID_BYTES
              ? uuid(repetition, name)
              : Optional.empty();
      case Date ->
          ((ArrowType.Date) type).getUnit() == DateUnit.DAY
              ? leaf(
                  PrimitiveTypeName.INT32,
                  LogicalTypeAnnotation.dateType(),
                  repetition,
                  name,
                  ValueKernels.INT32)
              : Optional.empty();
      case Time ->
          ((ArrowType.Time) type).getUnit() == org.apache.arrow.vector.types.TimeUnit.MICROSECOND
              ? leaf(
                  PrimitiveTypeName.INT64,
                  LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS),
                  repetition,
                  name,
                  ValueKernels.INT64)
              : Optional.empty();
      case Timestamp -> timestamp((ArrowType.Timestamp) type, repetition, name);
      case Interval ->
          ((ArrowType.Interval) type).getUnit() == IntervalUnit.MONTH_DAY_NANO
              ? interval(repetition, name)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  static boolean isExtension(Field field, String extension) {
    return extension.equals(field.getMetadata().get(ColumnMetadata.EXTENSION));
  }

  private static Optional<ParquetColumn> integer(
      ArrowType.Int type, Repetition repetition, String name) {
    if (!type.getIsSigned()) {
      return Optional.empty();
    }
    return switch (type.getBitWidth()) {
      case Byte.SIZE ->
          leaf(
              PrimitiveTypeName.INT32,
              LogicalTypeAnnotation.intType(Byte.SIZE, true),
              repetition,
              name,
              ValueKernels::bytes);
      case Short.SIZE ->
          leaf(
              PrimitiveTypeName.INT32,
              LogicalTypeAnnotation.intType(Short.SIZE, true),
              repetition,
              name,
              ValueKernels::shorts);
      case Integer.SIZE -> leaf(PrimitiveTypeName.INT32, repetition, name, ValueKernels.INT32);
      default -> leaf(PrimitiveTypeName.INT64, repetition, name, ValueKernels.INT64);
    };
  }

  private static Optional<ParquetColumn> floating(
      ArrowType.FloatingPoint type, Repetition repetition, String name) {
    if (type.getPrecision() == FloatingPointPrecision.SINGLE) {
      return leaf(PrimitiveTypeName.FLOAT, repetition, name, ValueKernels.FLOAT);
    }
    return type.getPrecision() == FloatingPointPrecision.DOUBLE
        ? leaf(PrimitiveTypeName.DOUBLE, repetition, name, ValueKernels.DOUBLE)
        : Optional.empty();
  }

  private static Optional<ParquetColumn> decimal(
      ArrowType.Decimal type, Repetition repetition, String name) {
    int precision = type.getPrecision();
    if (type.getBitWidth() != DECIMAL_BITS || type.getScale() < 0 || type.getScale() > precision) {
      return Optional.empty();
    }
    LogicalTypeAnnotation annotation =
        LogicalTypeAnnotation.decimalType(type.getScale(), precision);
    if (precision <= INT32_DIGITS) {
      return leaf(
          PrimitiveTypeName.INT32,
          annotation,
          repetition,
          name,
          ValueKernels.ints(DECIMAL_BYTES, 0));
    }
    if (precision <= INT64_DIGITS) {
      return leaf(
          PrimitiveTypeName.INT64,
          annotation,
          repetition,
          name,
          ValueKernels.longs(DECIMAL_BYTES, 0));
    }
    int length = decimalBytes(precision);
    return Optional.of(
        leaf(
            Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                .length(length)
                .as(annotation)
                .named(name),
            ValueKernels.decimals(length)));
  }

  /** Returns the fewest bytes that hold all numbers of so many digits. */
  static int decimalBytes(int precision) {
    return java.math.BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  private static Optional<ParquetColumn> uuid(Repetition repetition, String name) {
    return Optional.of(
        leaf(
            Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                .length(UUID_BYTES)
                .as(LogicalTypeAnnotation.uuidType())
                .named(name),
            ValueKernels.fixed(UUID_BYTES)));
  }

  private static Optional<ParquetColumn> timestamp(
      ArrowType.Timestamp type, Repetition repetition, String name) {
    return type.getUnit() == org.apache.arrow.vector.types.TimeUnit.MICROSECOND
        ? leaf(
            PrimitiveTypeName.INT64,
            LogicalTypeAnnotation.timestampType(type.getTimezone() != null, TimeUnit.MICROS),
            repetition,
            name,
            ValueKernels.INT64)
        : Optional.empty();
  }

  private static Optional<ParquetColumn> interval(Repetition repetition, String name) {
    // Arrow's layout: 32 bits of months, 32 bits of days, 64 bits of nanoseconds.
    int width = 2 * Integer.BYTES + Long.BYTES;
    return Optional.of(
        new ParquetColumn(
            intervalType(repetition, name),
            false,
            List.of(
                ValueKernels.ints(width, 0),
                ValueKernels.ints(width, Integer.BYTES),
                ValueKernels.longs(width, 2 * Integer.BYTES))));
  }

  /** Returns the group that intervals are written as. */
  static GroupType intervalType(Repetition repetition, String name) {
    return Types.buildGroup(repetition)
        .required(PrimitiveTypeName.INT32)
        .named(MONTHS)
        .required(PrimitiveTypeName.INT32)
        .named(DAYS)
        .required(PrimitiveTypeName.INT64)
        .named(NANOSECONDS)
        .named(name);
  }

  private static Optional<ParquetColumn> leaf(
      PrimitiveTypeName type, Repetition repetition, String name, ValueKernel kernel) {
    return Optional.of(leaf(Types.primitive(type, repetition).named(name), kernel));
  }

  private static Optional<ParquetColumn> leaf(
      PrimitiveTypeName type,
      LogicalTypeAnnotation annotation,
      Repetition repetition,
      String name,
      ValueKernel kernel) {
    return Optional.of(leaf(Types.primitive(type, repetition).as(annotation).named(name), kernel));
  }

  private static ParquetColumn leaf(PrimitiveType type, ValueKernel kernel) {
    return new ParquetColumn(type, false, List.of(kernel));
  }

  /** Returns the metadata of a field that has an extension type. */
  static Map<String, String> extension(String name) {
    return Map.of(ColumnMetadata.EXTENSION, name, ColumnMetadata.EXTENSION_METADATA, "");
  }
}
