package dev.weir.files.parquet;

import dev.weir.core.batch.ColumnMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** The fields of Arrow for the columns of a file. Source: Parquet, "Logical Types". */
final class ParquetFields {
  private static final int DECIMAL_BITS = 128;
  private static final int DECIMAL_DIGITS_MAX = 38;
  private static final ArrowType INT64 = new ArrowType.Int(Long.SIZE, true);

  private ParquetFields() {}

  /**
   * Returns the field of a column; empty if its type is not supported.
   *
   * @param written the field that the file's own schema of Arrow has for the column; it is used if
   *     it is written as this very type
   */
  static Optional<Field> of(Type type, @Nullable Field written) {
    if (written != null
        && ParquetColumn.of(written).filter(column -> column.type().equals(type)).isPresent()) {
      return Optional.of(written);
    }
    return element(type)
        .map(
            element ->
                scalar(element)
                    .map(item -> field(type, ArrowType.List.INSTANCE, Map.of(), List.of(item))))
        .orElseGet(() -> scalar(type));
  }

  /** Returns the type of a list's elements; empty if the type is not a list of three levels. */
  static Optional<Type> element(Type type) {
    if (type.isPrimitive()
        || !(type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation)
        || type.asGroupType().getFieldCount() != 1) {
      return Optional.empty();
    }
    Type repeated = type.asGroupType().getType(0);
    if (repeated.isPrimitive() || !repeated.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    GroupType group = repeated.asGroupType();
    // With these names, the group itself is the element.
    boolean hasTwoLevels =
        group.getName().equals("array") || group.getName().equals(type.getName() + "_tuple");
    return group.getFieldCount() == 1 && !hasTwoLevels
        ? Optional.of(group.getType(0))
        : Optional.empty();
  }

  private static Optional<Field> scalar(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof JsonLogicalTypeAnnotation) {
      return Optional.of(extension(type, ArrowType.Utf8.INSTANCE, ColumnMetadata.JSON));
    }
    if (annotation instanceof UUIDLogicalTypeAnnotation) {
      return Optional.of(
          extension(
              type, new ArrowType.FixedSizeBinary(ParquetColumn.UUID_BYTES), ColumnMetadata.UUID));
    }
    return (annotation == null ? plain(primitive) : annotated(annotation))
        .map(arrow -> field(type, arrow, Map.of(), List.of()));
  }

  private static Field extension(Type type, ArrowType arrow, String name) {
    return field(type, arrow, ParquetColumn.extension(name), List.of());
  }

  private static Field field(
      Type type, ArrowType arrow, Map<String, String> metadata, List<Field> children) {
    boolean nullable = type.isRepetition(Repetition.OPTIONAL);
    return new Field(type.getName(), new FieldType(nullable, arrow, null, metadata), children);
  }

  private static Optional<ArrowType> plain(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Optional.of(ArrowType.Bool.INSTANCE);
      case INT32 -> Optional.of(new ArrowType.Int(Integer.SIZE, true));
      case INT64 -> Optional.of(INT64);
      case FLOAT -> Optional.of(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
      case DOUBLE -> Optional.of(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> Optional.of(ArrowType.Binary.INSTANCE);
      case INT96 -> Optional.empty();
    };
  }

  private static Optional<ArrowType> annotated(LogicalTypeAnnotation annotation) {
    if (annotation instanceof StringLogicalTypeAnnotation
        || annotation instanceof EnumLogicalTypeAnnotation) {
      return Optional.of(ArrowType.Utf8.INSTANCE);
    } else if (annotation instanceof DateLogicalTypeAnnotation) {
      return Optional.of(new ArrowType.Date(DateUnit.DAY));
    } else if (annotation instanceof TimeLogicalTypeAnnotation) {
      return Optional.of(new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE));
    } else if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
      return Optional.of(
          new ArrowType.Timestamp(
              TimeUnit.MICROSECOND, timestamp.isAdjustedToUTC() ? "UTC" : null));
    } else if (annotation instanceof IntervalLogicalTypeAnnotation) {
      return Optional.of(new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO));
    } else if (annotation instanceof IntLogicalTypeAnnotation integer) {
      return integer(integer);
    } else if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal.getPrecision() <= DECIMAL_DIGITS_MAX
          ? Optional.of(
              new ArrowType.Decimal(decimal.getPrecision(), decimal.getScale(), DECIMAL_BITS))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Unsigned integers become the next wider signed ones. */
  private static Optional<ArrowType> integer(IntLogicalTypeAnnotation integer) {
    int bits = integer.isSigned() ? integer.getBitWidth() : 2 * integer.getBitWidth();
    return bits <= Long.SIZE ? Optional.of(new ArrowType.Int(bits, true)) : Optional.empty();
  }
}
