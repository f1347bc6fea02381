package dev.weir.postgres.type;

import java.util.Map;
import org.postgresql.core.Oid;

/** The map from a type's object id to how its values travel. */
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

  /** How the text form of any type travels. */
  public static ColumnType text() {
    return TEXT;
  }

  /**
   * How a type travels.
   *
   * @param oid the type's object id; a domain's base type
   * @param isEnum whether it is an enum, whose ids differ between databases
   * @param typeName as format_type gives it
   */
  public static ColumnType of(long oid, boolean isEnum, String typeName) {
    if (isEnum) {
      return TEXT;
    }
    ColumnType known = BY_OID.get(oid);
    return known == null ? new OpaqueType(typeName) : known;
  }
}
