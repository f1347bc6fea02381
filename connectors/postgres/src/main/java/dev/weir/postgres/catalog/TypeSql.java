package dev.weir.postgres.catalog;

import dev.weir.core.connector.ValueForm;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Fragments of queries for what the catalogs say of the type of a column's binary values. */
final class TypeSql {
  /** The least OID of user-defined objects. Source: access/transam.h, FirstNormalObjectId. */
  private static final int FIRST_NORMAL_OID = 16_384;

  /**
   * A common table expression of types that are transferred as text. reg* types are OIDs in binary;
   * the receive function of tsquery rejects the binary form of an empty tsquery. The same applies
   * to their arrays.
   */
  static final String TEXT_ONLY =
      """
      text_only (oid) AS (
        SELECT e.oid FROM pg_type e LEFT JOIN pg_type i ON i.oid = e.typelem
        WHERE e.typnamespace = 'pg_catalog'::regnamespace
          AND (coalesce(i.typname, e.typname) LIKE 'reg%'
               OR coalesce(i.typname, e.typname) = 'tsquery')
      )
      """;

  /** The columns that {@link #column} reads; {@code w} has the type's oid and typmod. */
  static final String COLUMNS =
      """
      t.oid::bigint AS wire_oid,
             CASE WHEN tn.nspname = 'pg_catalog' THEN t.typname
                  ELSE quote_ident(tn.nspname) || '.' || quote_ident(t.typname) END AS wire_name,
             t.typtype = 'e' AS is_enum, w.typmod,
             coalesce(i.oid::bigint, 0) AS element_oid, coalesce(i.typtype = 'e', false) AS enums,
             t.typsend = 0 OR t.typreceive = 0
               OR t.oid IN (SELECT oid FROM text_only)
               OR (t.typtype IN ('r', 'm') AND t.oid >= %1$d)
               OR (t.typcategory = 'A' AND t.typelem >= %1$d)
               OR EXISTS (SELECT FROM pg_attribute f
                          WHERE t.typtype = 'c' AND f.attrelid = t.typrelid AND f.attnum > 0
                            AND NOT f.attisdropped
                            AND (f.atttypid >= %1$d
                                 OR f.atttypid IN (SELECT oid FROM text_only))) AS as_text
      """
          .formatted(FIRST_NORMAL_OID);

  /** The tables of {@link #COLUMNS}, joined to {@code w}. */
  static final String JOINS =
      """
      JOIN pg_type t ON t.oid = w.oid AND t.typtype <> 'd'
      JOIN pg_namespace tn ON tn.oid = t.typnamespace
      LEFT JOIN pg_type i ON i.oid = t.typelem AND i.typarray = t.oid AND i.typtype <> 'd'
      """;

  private TypeSql() {}

  /**
   * What a table's definition says of a column.
   *
   * @param type with type modifier, as returned by format_type
   */
  record Declared(
      String name,
      String type,
      boolean notNull,
      boolean generated,
      boolean identityAlways,
      boolean hasDefault) {}

  static CatalogColumn column(Declared declared, ResultSet row) throws SQLException {
    return new CatalogColumn(
        declared.name(),
        declared.type(),
        declared.notNull(),
        declared.generated(),
        declared.identityAlways(),
        declared.hasDefault(),
        row.getLong("wire_oid"),
        row.getString("wire_name"),
        row.getBoolean("is_enum"),
        row.getInt("typmod"),
        row.getLong("element_oid"),
        row.getBoolean("enums"),
        row.getBoolean("as_text") ? ValueForm.TEXT : ValueForm.NATIVE);
  }
}
