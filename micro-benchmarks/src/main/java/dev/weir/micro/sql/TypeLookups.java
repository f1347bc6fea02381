package dev.weir.micro.sql;

import dev.weir.micro.Agreement;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.postgresql.core.Oid;

/** Look-ups in the table of types, and what they must find. */
final class TypeLookups {
  /** The metadata of an extension type; source: Arrow, "Canonical Extension Types". */
  private static final String EXTENSION_NAME = "ARROW:extension:name";

  private static final String EXTENSION_METADATA = "ARROW:extension:metadata";

  static final long TIMESTAMPTZ = Oid.TIMESTAMPTZ;
  static final long NUMERIC = Oid.NUMERIC;

  /** That of a created type, which no table holds. */
  static final long ENUM = 100_001;

  private TypeLookups() {}

  /** Finds a type that has an exact Arrow type, or none and an opaque one. */
  static ColumnType find(long oid, String name) {
    return ColumnTypes.of(oid, false, name);
  }

  static ColumnType findEnum(long oid, String name) {
    return ColumnTypes.of(oid, true, name);
  }

  /**
   * Passes if a type is the one that a look-up must find.
   *
   * @throws IllegalStateException if it is not
   */
  static void check(ColumnType hit, ColumnType enumeration, ColumnType miss, String missName) {
    Agreement.requireEqual(
        "the hit",
        "the type",
        new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
        hit.arrowType());
    Agreement.requireEqual(
        "the enum", "the type", ArrowType.Utf8.INSTANCE, enumeration.arrowType());
    Agreement.requireEqual("the miss", "the type", ArrowType.Binary.INSTANCE, miss.arrowType());
    Agreement.requireEqual(
        "the miss",
        "the extension",
        "arrow.opaque",
        miss.metadata().getOrDefault(EXTENSION_NAME, ""));
    Agreement.requireEqual(
        "the miss",
        "its metadata",
        "{\"type_name\":\"%s\",\"vendor_name\":\"PostgreSQL\"}"
            .formatted(missName.replace("\"", "\\\"")),
        miss.metadata().getOrDefault(EXTENSION_METADATA, ""));
  }
}
