package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;

/**
 * A column as the server's catalog describes it.
 *
 * @param type with its modifier, as format_type gives it: {@code numeric(18,4)}; schema-qualified
 *     unless it is the server's own
 * @param identityAlways whether it is GENERATED ALWAYS AS IDENTITY
 * @param wireTypeOid the type whose binary form the column has: a domain's base type
 * @param wireTypeName that type's name, quoted and schema-qualified unless it is the server's own
 * @param isEnum whether that type is an enum
 * @param travelsAsText whether its values travel in their text form, because it has no binary form,
 *     or one that holds object ids of this database, or one that the server's own input refuses
 */
public record CatalogColumn(
    String name,
    String type,
    boolean notNull,
    boolean generated,
    boolean identityAlways,
    boolean hasDefault,
    long wireTypeOid,
    String wireTypeName,
    boolean isEnum,
    boolean travelsAsText) {

  public ColumnType columnType() {
    return travelsAsText ? ColumnTypes.text() : ColumnTypes.of(wireTypeOid, isEnum, type);
  }

  /** The column as the source of a value: {@code "a"}, or its text form. */
  public String selected() {
    String quoted = Identifiers.quote(name);
    return travelsAsText ? quoted + "::text AS " + quoted : quoted;
  }
}
