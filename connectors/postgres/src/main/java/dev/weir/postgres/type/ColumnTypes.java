package dev.weir.postgres.type;

import java.util.Map;
import org.postgresql.core.Oid;

/** Maps type OIDs to column types. */
public final class ColumnTypes {
  private static final ColumnType TEXT = new TextType();

  private static final Map<Long, ColumnType> BY_OID =
      Map.ofEntries(
          Map.entry((long) Oid.BOOL, new BoolType()),
          Map.entry((long) Oid.INT2, new Int2Type()),
          Map.entry((long) Oid.INT4, new Int4Type()),
          Map.entry((long) Oid.INT8, new Int8Type()),
          Map.entry((long) Oid.FLOAT4, new Float4Type()),
          Map.entry((long) Oid.FLOAT8, new Float8Type()),
          Map.entry((long) Oid.TEXT, TEXT),
          Map.entry((long) Oid.VARCHAR, TEXT),
          Map.entry((long) Oid.BPCHAR, TEXT),
          Map.entry((long) Oid.NAME, TEXT),
          Map.entry((long) Oid.XML, TEXT),
          Map.entry((long) Oid.JSON, new JsonType()),
          Map.entry((long) Oid.JSONB, new JsonbType()),
          Map.entry((long) Oid.BYTEA, new ByteaType()),
          Map.entry((long) Oid.UUID, new UuidType()),
          Map.entry((long) Oid.DATE, new DateType()),
          Map.entry((long) Oid.TIME, new TimeType()),
          Map.entry((long) Oid.TIMESTAMP, new TimestampType()),
          Map.entry((long) Oid.TIMESTAMPTZ, new TimestamptzType()));

  private ColumnTypes() {}

  /** Returns the column type for the text form of any type. */
  public static ColumnType text() {
    return TEXT;
  }

  /**
   * Returns the column type of a PostgreSQL type.
   *
   * @param oid the type's OID; for a domain, that of its base type
   * @param isEnum whether it is an enum, whose OIDs differ between databases
   * @param typeName as returned by format_type
   */
  public static ColumnType of(long oid, boolean isEnum, String typeName) {
    if (isEnum) {
      return TEXT;
    }
    ColumnType type = BY_OID.get(oid);
    return type == null ? new OpaqueType(typeName) : type;
  }
}
