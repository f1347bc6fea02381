package dev.weir.postgres.type;

import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.postgresql.core.Oid;

/**
 * Arrow types for PostgreSQL types of which Arrow holds most values, but not all: numeric with a
 * declared precision, interval, and arrays. A value that does not fit is an error of the decoder.
 */
public final class ArrowForms {
  /** The maximum precision of Decimal128. */
  private static final int PRECISION_MAX = 38;

  private static final int DECIMAL_BITS = 128;
  private static final ArrowType.Interval INTERVAL =
      new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);

  /** The usual name of a list's child. */
  private static final String ITEM = "item";

  private ArrowForms() {}

  /** Returns the column type of a PostgreSQL type; empty if there is none. */
  public static Optional<ColumnType> of(WireType type) {
    if (type.elementOid() == 0) {
      return scalar(type.oid(), type.typmod());
    }
    return ColumnTypes.exact(type.elementOid(), type.elementIsEnum())
        .or(() -> scalar(type.elementOid(), type.typmod()))
        .map(element -> list(type.elementOid(), element));
  }

  private static Optional<ColumnType> scalar(long oid, int typmod) {
    if (oid == Oid.INTERVAL) {
      return Optional.of(
          new ColumnType(
              INTERVAL, List.of(), Map.of(), Decoders::monthDayNano, Encoders::monthDayNano));
    }
    return oid == Oid.NUMERIC
        ? NumericTypmod.of(typmod).flatMap(ArrowForms::decimal)
        : Optional.empty();
  }

  private static Optional<ColumnType> decimal(NumericTypmod numeric) {
    int scale = numeric.displayScale();
    int precision = numeric.digitsMax();
    return precision > PRECISION_MAX
        ? Optional.empty()
        : Optional.of(
            new ColumnType(
                new ArrowType.Decimal(precision, scale, DECIMAL_BITS),
                List.of(),
                Map.of(),
                allocator -> Decoders.decimal(allocator, precision, scale),
                () -> Encoders.decimal(scale)));
  }

  private static ColumnType list(long elementOid, ColumnType element) {
    Field item =
        new Field(
            ITEM,
            new FieldType(true, element.arrowType(), null, element.metadata()),
            element.children());
    return new ColumnType(
        ArrowType.List.INSTANCE,
        List.of(item),
        Map.of(),
        allocator -> Decoders.list(allocator, element.decoder(allocator)),
        () -> Encoders.list(elementOid, element.encoder()));
  }
}
