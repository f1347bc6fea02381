package dev.weir.micro.copy;

import dev.weir.postgres.type.ArrowForms;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import dev.weir.postgres.type.PostgresFields;
import dev.weir.postgres.type.WireType;
import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.postgresql.core.Oid;

/** The PostgreSQL types of the benchmarks, with the product's Arrow types and kernels. */
@SuppressWarnings("ImmutableEnumChecker") // A column type does not change.
enum CopyKind {
  BOOL(exact(Oid.BOOL), "boolean"),
  INT2(exact(Oid.INT2), "smallint"),
  INT4(exact(Oid.INT4), "integer"),
  INT8(exact(Oid.INT8), "bigint"),
  FLOAT4(exact(Oid.FLOAT4), "real"),
  FLOAT8(exact(Oid.FLOAT8), "double precision"),
  UUID(exact(Oid.UUID), "uuid"),
  DATE(exact(Oid.DATE), "date"),
  TIME(exact(Oid.TIME), "time without time zone"),
  TIMESTAMP(exact(Oid.TIMESTAMP), "timestamp without time zone"),
  TIMESTAMPTZ(exact(Oid.TIMESTAMPTZ), "timestamp with time zone"),
  TEXT(exact(Oid.TEXT), "text"),
  JSONB(exact(Oid.JSONB), "jsonb"),
  BYTEA(exact(Oid.BYTEA), "bytea"),
  /** A numeric as Decimal128, for consumers that ask for numbers. */
  DECIMAL(form(new WireType(Oid.NUMERIC, false, CopyKind.TYPMOD_18_4, 0, false)), "numeric(18,4)"),
  INT4_ARRAY(form(new WireType(Oid.INT4_ARRAY, false, -1, Oid.INT4, false)), "integer[]"),
  TEXT_ARRAY(form(new WireType(Oid.TEXT_ARRAY, false, -1, Oid.TEXT, false)), "text[]"),
  /** A numeric in the server's own format. */
  NUMERIC(ColumnTypes.of(Oid.NUMERIC, false, "numeric(18,4)"), "numeric(18,4)"),
  INET(ColumnTypes.of(Oid.INET, false, "inet"), "inet"),
  INT4RANGE(ColumnTypes.of(CopyKind.INT4RANGE_OID, false, "int4range"), "int4range");

  /** The digits after the point of {@link #DECIMAL} and {@link #NUMERIC}. */
  static final int SCALE = 4;

  static final byte JSONB_VERSION = 1;

  /** Source: PostgreSQL, numeric.c, make_numeric_typmod. */
  private static final int TYPMOD_18_4 = (18 << 16 | SCALE) + 4;

  /** Source: PostgreSQL, pg_type.dat. */
  private static final long INT4RANGE_OID = 3904;

  private final ColumnType type;
  private final String name;

  CopyKind(ColumnType type, String name) {
    this.type = type;
    this.name = name;
  }

  private static ColumnType exact(int oid) {
    return ColumnTypes.exact(oid, false).orElseThrow();
  }

  private static ColumnType form(WireType type) {
    return ArrowForms.of(type).orElseThrow();
  }

  /** Returns the Arrow field of a column. */
  Field field(String column, boolean notNull) {
    return PostgresFields.field(column, name, notNull, type, false);
  }

  ColumnDecoder decoder(BufferAllocator allocator) {
    return type.decoder(allocator);
  }

  ColumnEncoder encoder() {
    return type.encoder();
  }
}
