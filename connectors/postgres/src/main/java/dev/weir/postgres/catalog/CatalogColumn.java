package dev.weir.postgres.catalog;

import dev.weir.core.connector.ValueForm;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.ArrowForms;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import dev.weir.postgres.type.WireType;
import java.util.Optional;
import org.postgresql.core.Oid;

/**
 * A column in the system catalogs.
 *
 * @param type with type modifier, as returned by format_type: {@code numeric(18,4)};
 *     schema-qualified unless built-in
 * @param identityAlways whether it is GENERATED ALWAYS AS IDENTITY
 * @param wireTypeOid the type of the binary values: for a domain, its base type
 * @param wireTypeName the name of that type, quoted and schema-qualified unless built-in
 * @param isEnum whether that type is an enum
 * @param typmod the modifier of that type, or of its elements; -1 if there is none
 * @param elementOid the type of the elements if that type is an array, unless it is a domain; or 0
 * @param elementIsEnum whether that type is an enum
 * @param form the form in which values are transferred; in the catalog, TEXT if the type has no
 *     binary format, or one that contains OIDs, or one that its receive function may reject
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
    int typmod,
    long elementOid,
    boolean elementIsEnum,
    ValueForm form) {

  /** Returns the Arrow type and the codec of the values in the column's form. */
  public ColumnType columnType() {
    return switch (form) {
      case NATIVE -> ColumnTypes.of(wireTypeOid, isEnum, type);
      case TEXT -> ColumnTypes.text();
      case ARROW -> arrowForm().orElseThrow();
    };
  }

  private Optional<ColumnType> arrowForm() {
    return ArrowForms.of(wireType());
  }

  /** Returns the type of the binary values. */
  public WireType wireType() {
    return new WireType(wireTypeOid, isEnum, typmod, elementOid, elementIsEnum);
  }

  /** Returns whether values are transferred as text that the type's input function reads. */
  public boolean textForm() {
    return form == ValueForm.TEXT;
  }

  /** Returns the column in the form that a destination requires, as far as its type has that. */
  public CatalogColumn in(ValueForm required) {
    if (required == ValueForm.NATIVE || ColumnTypes.exact(wireTypeOid, isEnum).isPresent()) {
      return this;
    }
    if (required == ValueForm.TEXT) {
      return with(ValueForm.TEXT);
    }
    if (arrowForm().isPresent()) {
      return with(ValueForm.ARROW);
    }
    return wireTypeOid == Oid.NUMERIC ? with(ValueForm.TEXT) : this;
  }

  private CatalogColumn with(ValueForm newForm) {
    return new CatalogColumn(
        name,
        type,
        notNull,
        generated,
        identityAlways,
        hasDefault,
        wireTypeOid,
        wireTypeName,
        isEnum,
        typmod,
        elementOid,
        elementIsEnum,
        newForm);
  }

  /** Returns the column in a select list: {@code "a"}, or a cast to text. */
  public String selected() {
    String quoted = Identifiers.quote(name);
    return textForm() ? quoted + "::text AS " + quoted : quoted;
  }
}
