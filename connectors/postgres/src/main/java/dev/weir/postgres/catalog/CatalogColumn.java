package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;

/**
 * A column in the system catalogs.
 *
 * @param type with type modifier, as returned by format_type: {@code numeric(18,4)};
 *     schema-qualified unless built-in
 * @param identityAlways whether it is GENERATED ALWAYS AS IDENTITY
 * @param wireTypeOid the type of the binary values: for a domain, its base type
 * @param wireTypeName the name of that type, quoted and schema-qualified unless built-in
 * @param isEnum whether that type is an enum
 * @param textForm whether values are transferred as text, because the type has no binary format, or
 *     one that contains OIDs, or one that its receive function may reject
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
    boolean textForm) {

  public ColumnType columnType() {
    return textForm ? ColumnTypes.text() : ColumnTypes.of(wireTypeOid, isEnum, type);
  }

  /** Returns the column in a select list: {@code "a"}, or a cast to text. */
  public String selected() {
    String quoted = Identifiers.quote(name);
    return textForm ? quoted + "::text AS " + quoted : quoted;
  }
}
