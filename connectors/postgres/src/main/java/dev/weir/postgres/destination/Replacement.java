package dev.weir.postgres.destination;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.PostgresConnection;
import dev.weir.postgres.catalog.CatalogTable;
import java.util.List;

/** Whether a table can be swapped for a copy of its definition without losing anything. */
final class Replacement {
  /** What {@code LIKE ... INCLUDING ALL} does not carry over, by name. */
  private static final String LOST_BY_A_SWAP =
      """
      SELECT what FROM (
        SELECT c.oid,
          CASE WHEN c.relkind = 'p' OR c.relispartition THEN 'partitions' END,
          CASE WHEN c.relhassubclass THEN 'child tables' END,
          CASE WHEN c.relacl IS NOT NULL THEN 'privileges' END,
          CASE WHEN c.relrowsecurity THEN 'row security' END,
          CASE WHEN c.relhasrules THEN 'rules' END,
          CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f'
                            AND c.oid IN (k.conrelid, k.confrelid)) THEN 'foreign keys' END,
          CASE WHEN EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid
                            AND NOT t.tgisinternal) THEN 'triggers' END,
          CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                            AND a.attidentity <> '') THEN 'identity columns' END,
          CASE WHEN EXISTS (SELECT FROM pg_publication_rel p
                            WHERE p.prrelid = c.oid) THEN 'publications' END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ?
      ) AS t (oid, a, b, c, d, e, f, g, h, i)
      CROSS JOIN unnest(ARRAY[a, b, c, d, e, f, g, h, i]) AS what
      WHERE what IS NOT NULL
      """;

  private Replacement() {}

  static void check(PostgresConnection connection, CatalogTable table, Place place) {
    List<String> lost =
        connection.query(LOST_BY_A_SWAP, row -> row.getString(1), table.schema(), table.name());
    if (!lost.isEmpty()) {
      throw WeirException.of(
          "destination.replace_loses",
          ErrorKind.SCHEMA,
          place,
          "Replacing the table would lose its " + String.join(" and its ", lost),
          "Use write_mode: append, or drop them first.");
    }
  }
}
