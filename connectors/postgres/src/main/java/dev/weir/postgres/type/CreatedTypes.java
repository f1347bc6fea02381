package dev.weir.postgres.type;

import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The PostgreSQL types of columns that are created for fields without a declared type. */
final class CreatedTypes {
  private static final int DECIMAL_BITS = 128;

  private CreatedTypes() {}

  /** Returns a type that holds all values of the field; empty if there is none. */
  static Optional<String> of(Field field) {
    ArrowType type = field.getType();
    if (type instanceof ArrowType.Bool) {
      return Optional.of("boolean");
    } else if (type instanceof ArrowType.Int integer) {
      return integer.getIsSigned() ? Optional.of(integer(integer.getBitWidth())) : Optional.empty();
    } else if (type instanceof ArrowType.FloatingPoint number) {
      return floatingPoint(number.getPrecision());
    } else if (type instanceof ArrowType.Utf8) {
      return Optional.of(ArrowExtensions.isNamed(field, ArrowExtensions.JSON) ? "json" : "text");
    } else if (type instanceof ArrowType.Binary) {
      return Optional.of("bytea");
    } else if (type instanceof ArrowType.FixedSizeBinary) {
      return ArrowExtensions.isNamed(field, ArrowExtensions.UUID)
          ? Optional.of("uuid")
          : Optional.empty();
    } else if (type instanceof ArrowType.Decimal decimal) {
      return decimal.getBitWidth() == DECIMAL_BITS && decimal.getScale() >= 0
          ? Optional.of(
              "numeric(%d,%d)"
                  .formatted(
                      Math.max(decimal.getPrecision(), decimal.getScale()), decimal.getScale()))
          : Optional.empty();
    } else if (type instanceof ArrowType.List) {
      Field element = field.getChildren().get(0);
      return element.getType() instanceof ArrowType.List
          ? Optional.empty()
          : of(element).map(name -> name + "[]");
    }
    return dateTime(type);
  }

  private static String integer(int bits) {
    return switch (bits) {
      case Byte.SIZE, Short.SIZE -> "smallint";
      case Integer.SIZE -> "integer";
      default -> "bigint";
    };
  }

  private static Optional<String> floatingPoint(FloatingPointPrecision precision) {
    return switch (precision) {
      case SINGLE -> Optional.of("real");
      case DOUBLE -> Optional.of("double precision");
      case HALF -> Optional.empty();
    };
  }

  private static Optional<String> dateTime(ArrowType type) {
    if (type instanceof ArrowType.Date date) {
      return switch (date.getUnit()) {
        case DAY -> Optional.of("date");
        case MILLISECOND -> Optional.empty();
      };
    } else if (type instanceof ArrowType.Time time && time.getUnit() == TimeUnit.MICROSECOND) {
      return Optional.of("time without time zone");
    } else if (type instanceof ArrowType.Timestamp time && time.getUnit() == TimeUnit.MICROSECOND) {
      return Optional.of(
          time.getTimezone() == null ? "timestamp without time zone" : "timestamp with time zone");
    } else if (type instanceof ArrowType.Interval interval
        && interval.getUnit() == IntervalUnit.MONTH_DAY_NANO) {
      return Optional.of("interval");
    }
    return Optional.empty();
  }
}
