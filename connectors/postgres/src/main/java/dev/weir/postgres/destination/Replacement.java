package dev.weir.postgres.destination;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;

/** Whether a table can be swapped for a copy of its definition without losing anything. */
final class Replacement {
  /** What {@code LIKE ... INCLUDING ALL} does not carry over, by name. */
  private static final String LOST_BY_A_SWAP =
      """
      SELECT loss.what
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL (VALUES
        (c.relkind = 'p' OR c.relispartition, 'partitions'),
        (c.relhassubclass, 'child tables'),
        (c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user), 'owner'),
        (c.relacl IS NOT NULL OR EXISTS (
           SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL),
         'privileges'),
        (c.relrowsecurity, 'row security'),
        (c.relhasrules, 'rules'),
        (EXISTS (SELECT FROM pg_constraint k
                 WHERE k.contype = 'f' AND c.oid IN (k.conrelid, k.confrelid)), 'foreign keys'),
        (EXISTS (SELECT FROM pg_trigger t
                 WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), 'triggers'),
        (EXISTS (SELECT FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
                 WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
                   AND d.refobjid = c.oid AND r.ev_class <> c.oid), 'dependent views'),
        (EXISTS (SELECT FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attidentity <> ''), 'identity columns'),
        (EXISTS (SELECT FROM pg_publication_rel p WHERE p.prrelid = c.oid), 'publications'),
        (c.relreplident <> 'd', 'replica identity'),
        (c.relpersistence <> 'p', 'being unlogged'),
        (c.reloptions IS NOT NULL, 'storage parameters'),
        (obj_description(c.oid, 'pg_class') IS NOT NULL, 'comment')
      ) AS loss (found, what)
      WHERE n.nspname = ? AND c.relname = ? AND loss.found
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
