package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Encoders;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.postgresql.core.Oid;

/** Encoders for the binary format of a PostgreSQL type by the Arrow type of the values. */
public final class FieldEncoders {
  private static final int DECIMAL_BITS = 128;

  /** The bytes of the integer types. */
  private static final Map<Long, Integer> INTEGERS =
      Map.of(
          (long) Oid.INT2,
          Short.BYTES,
          (long) Oid.INT4,
          Integer.BYTES,
          (long) Oid.INT8,
          Long.BYTES);

  private FieldEncoders() {}

  /**
   * Returns an encoder that preserves the values or refuses them; empty if there is none.
   *
   * @param target the type of the values in the target; not one that has only a text form
   */
  public static Optional<Supplier<ColumnEncoder>> of(Field field, WireType target) {
    ArrowType type = field.getType();
    Optional<ColumnType> exact = ColumnTypes.exact(target.oid(), target.isEnum());
    if (exact.isPresent() && isSame(exact.get().arrowType(), type)) {
      return exact.map(ColumnType::encoders);
    } else if (type instanceof ArrowType.Int integer) {
      int fromBytes = integer.getBitWidth() / Byte.SIZE;
      return Optional.ofNullable(INTEGERS.get(target.oid()))
          .filter(toBytes -> integer.getIsSigned())
          .map(toBytes -> () -> Encoders.integer(fromBytes, toBytes));
    } else if (type instanceof ArrowType.FloatingPoint number) {
      return number.getPrecision() == FloatingPointPrecision.SINGLE && target.oid() == Oid.FLOAT8
          ? Optional.of(Encoders::widenedFloat)
          : Optional.empty();
    } else if (type instanceof ArrowType.Decimal decimal) {
      return fits(decimal, target)
          ? Optional.of(() -> Encoders.decimal(decimal.getScale()))
          : Optional.empty();
    } else if (type instanceof ArrowType.Interval interval) {
      return interval.getUnit() == IntervalUnit.MONTH_DAY_NANO && target.oid() == Oid.INTERVAL
          ? Optional.of(Encoders::monthDayNano)
          : Optional.empty();
    } else if (type instanceof ArrowType.List && target.elementOid() != 0) {
      return of(field.getChildren().get(0), target.element())
          .map(element -> () -> Encoders.list(target.elementOid(), element.get()));
    }
    return Optional.empty();
  }

  /** Timestamps with a time zone are instants, whatever the zone. */
  private static boolean isSame(ArrowType exact, ArrowType type) {
    if (exact instanceof ArrowType.Timestamp a && type instanceof ArrowType.Timestamp b) {
      return a.getUnit() == b.getUnit() && (a.getTimezone() == null) == (b.getTimezone() == null);
    }
    return exact.equals(type);
  }

  /** The server would round values with more digits after the point than its type has. */
  private static boolean fits(ArrowType.Decimal decimal, WireType target) {
    return target.oid() == Oid.NUMERIC
        && decimal.getBitWidth() == DECIMAL_BITS
        && decimal.getScale() >= 0
        && NumericTypmod.of(target.typmod())
            .map(numeric -> decimal.getScale() <= numeric.displayScale())
            .orElse(true);
  }
}
