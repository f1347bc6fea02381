package dev.weir.files.text;

import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** How the values of a type are read from text. */
public enum ColumnKind {
  BOOL(ArrowType.Bool.INSTANCE),
  INT16(new ArrowType.Int(16, true)),
  INT32(new ArrowType.Int(32, true)),
  INT64(new ArrowType.Int(64, true)),
  FLOAT32(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
  FLOAT64(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
  TEXT(ArrowType.Utf8.INSTANCE),
  JSON(ArrowType.Utf8.INSTANCE),
  BYTES(ArrowType.Binary.INSTANCE),
  UUID(new ArrowType.FixedSizeBinary(16)),
  DATE(new ArrowType.Date(DateUnit.DAY)),
  TIME(new ArrowType.Time(TimeUnit.MICROSECOND, 64)),
  TIMESTAMP(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
  TIMESTAMPTZ(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")),
  /** The text form of a number; its syntax is checked. */
  NUMERIC(ArrowType.Utf8.INSTANCE),
  /** The text form of any other type, which the destination converts. */
  TEXT_FORM(ArrowType.Utf8.INSTANCE);

  private static final Map<String, ColumnKind> BY_TYPE =
      Map.ofEntries(
          Map.entry("boolean", BOOL),
          Map.entry("smallint", INT16),
          Map.entry("integer", INT32),
          Map.entry("bigint", INT64),
          Map.entry("real", FLOAT32),
          Map.entry("double precision", FLOAT64),
          Map.entry("text", TEXT),
          Map.entry("character varying", TEXT),
          Map.entry("character", TEXT),
          Map.entry("name", TEXT),
          Map.entry("xml", TEXT),
          Map.entry("json", JSON),
          Map.entry("jsonb", JSON),
          Map.entry("bytea", BYTES),
          Map.entry("uuid", UUID),
          Map.entry("date", DATE),
          Map.entry("time without time zone", TIME),
          Map.entry("timestamp without time zone", TIMESTAMP),
          Map.entry("timestamp with time zone", TIMESTAMPTZ),
          Map.entry("numeric", NUMERIC));

  @SuppressWarnings("ImmutableEnumChecker") // Arrow's types are immutable.
  private final ArrowType arrowType;

  ColumnKind(ArrowType arrowType) {
    this.arrowType = arrowType;
  }

  ArrowType arrowType() {
    return arrowType;
  }

  /** Returns the kind of a type, given by its canonical name. */
  static ColumnKind of(String type) {
    return BY_TYPE.getOrDefault(TypeNames.base(type), TEXT_FORM);
  }
}
