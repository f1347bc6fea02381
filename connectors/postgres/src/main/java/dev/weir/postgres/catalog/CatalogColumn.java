package dev.weir.postgres.catalog;

import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;

/**
 * A column as the server's catalog describes it.
 *
 * @param type with its modifier, as format_type gives it: {@code numeric(18,4)}; schema-qualified
 *     unless it is the server's own
 * @param wireTypeOid the type whose binary form the column has: a domain's base type
 * @param wireTypeName that type's name, quoted and schema-qualified unless it is the server's own
 * @param isEnum whether that type is an enum
 * @param carriesIds whether its binary form holds object ids of this database
 * @param hasBinaryForm whether the type can be sent and received in binary
 */
public record CatalogColumn(
    String name,
    String type,
    boolean notNull,
    boolean generated,
    boolean hasDefault,
    long wireTypeOid,
    String wireTypeName,
    boolean isEnum,
    boolean carriesIds,
    boolean hasBinaryForm) {

  public ColumnType columnType() {
    return ColumnTypes.of(wireTypeOid, isEnum, type);
  }
}
