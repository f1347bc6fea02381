package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.postgresql.core.Oid;

/**
 * The table of types: OID, Arrow type, decoder and encoder. A type that is not in the table has no
 * lossless Arrow type, such as numeric; it is Binary in the type's binary format.
 */
public final class ColumnTypes {
  /** Precedes the text of a jsonb value. Source: jsonb_send, jsonb_recv. */
  private static final byte JSONB_VERSION = 1;

  private static final ArrowType BOOL = ArrowType.Bool.INSTANCE;
  private static final ArrowType INT16 = new ArrowType.Int(16, true);
  private static final ArrowType INT32 = new ArrowType.Int(32, true);
  private static final ArrowType INT64 = new ArrowType.Int(64, true);
  private static final ArrowType FLOAT32 =
      new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  private static final ArrowType FLOAT64 =
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  private static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;
  private static final ArrowType BINARY = ArrowType.Binary.INSTANCE;
  private static final ArrowType BINARY16 = new ArrowType.FixedSizeBinary(16);
  private static final ArrowType DATE = new ArrowType.Date(DateUnit.DAY);
  private static final ArrowType TIME = new ArrowType.Time(TimeUnit.MICROSECOND, 64);
  private static final ArrowType LOCAL = new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
  private static final ArrowType UTC = new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");

  /** Also for enum labels and text forms; each session sets client_encoding to UTF8. */
  private static final ColumnType TEXT = type(UTF8, Decoders::bytes, Encoders::bytes);

  private static final ColumnType JSON = TEXT.with(ArrowExtensions.JSON);

  private static final ColumnType JSONB =
      type(
              UTF8,
              allocator -> Decoders.versionedBytes(allocator, JSONB_VERSION),
              () -> Encoders.versionedBytes(JSONB_VERSION))
          .with(ArrowExtensions.JSON);

  private static final ColumnType UUID =
      type(BINARY16, Decoders::bytes16, Encoders::bytes16).with(ArrowExtensions.UUID);

  private static final ColumnType BYTES = type(BINARY, Decoders::bytes, Encoders::bytes);

  /**
   * Floating-point numbers keep their bits, including NaN payloads and -0.0. The time 24:00:00 is
   * 86,400,000,000. Infinity and -infinity of dates and timestamps are the maximum and minimum.
   */
  private static final Map<Long, ColumnType> BY_OID =
      Map.ofEntries(
          row(Oid.BOOL, type(BOOL, Decoders::bool, Encoders::bool)),
          row(Oid.INT2, type(INT16, Decoders::int16, Encoders::int16)),
          row(Oid.INT4, type(INT32, Decoders::int32, Encoders::int32)),
          row(Oid.INT8, type(INT64, Decoders::int64, Encoders::int64)),
          row(Oid.FLOAT4, type(FLOAT32, Decoders::int32, Encoders::int32)),
          row(Oid.FLOAT8, type(FLOAT64, Decoders::int64, Encoders::int64)),
          row(Oid.TEXT, TEXT),
          row(Oid.VARCHAR, TEXT),
          row(Oid.BPCHAR, TEXT),
          row(Oid.NAME, TEXT),
          row(Oid.XML, TEXT),
          row(Oid.JSON, JSON),
          row(Oid.JSONB, JSONB),
          row(Oid.BYTEA, BYTES),
          row(Oid.UUID, UUID),
          row(Oid.DATE, type(DATE, Decoders::days, Encoders::days)),
          row(Oid.TIME, type(TIME, Decoders::int64, Encoders::int64)),
          row(Oid.TIMESTAMP, type(LOCAL, Decoders::micros, Encoders::micros)),
          row(Oid.TIMESTAMPTZ, type(UTC, Decoders::micros, Encoders::micros)));

  private ColumnTypes() {}

  /** Returns the column type for the text form of any type. */
  public static ColumnType text() {
    return TEXT;
  }

  /** Returns the column type for values in the binary format of their type. */
  public static ColumnType opaque() {
    return BYTES;
  }

  /**
   * Returns the column type of a PostgreSQL type.
   *
   * @param oid the type's OID; for a domain, that of its base type
   * @param isEnum whether it is an enum, whose OIDs differ between databases
   * @param typeName as returned by format_type
   */
  public static ColumnType of(long oid, boolean isEnum, String typeName) {
    return exact(oid, isEnum).orElseGet(() -> BYTES.with(ArrowExtensions.opaque(typeName)));
  }

  /** Returns the column type of a PostgreSQL type that has a lossless Arrow type. */
  public static Optional<ColumnType> exact(long oid, boolean isEnum) {
    return isEnum ? Optional.of(TEXT) : Optional.ofNullable(BY_OID.get(oid));
  }

  private static Map.Entry<Long, ColumnType> row(int oid, ColumnType type) {
    return Map.entry((long) oid, type);
  }

  private static ColumnType type(
      ArrowType arrowType,
      Function<BufferAllocator, ColumnDecoder> decoders,
      Supplier<ColumnEncoder> encoders) {
    return new ColumnType(arrowType, List.of(), Map.of(), decoders, encoders);
  }
}
