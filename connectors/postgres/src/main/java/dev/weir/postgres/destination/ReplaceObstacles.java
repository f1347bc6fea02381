package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;

/** Finds what prevents the replacement of a table by swap or by TRUNCATE. */
final class ReplaceObstacles {
  /**
   * Properties and dependent objects that are lost if the table is dropped and replaced by a table
   * created with {@code LIKE ... INCLUDING ALL}.
   */
  private static final String LOST_BY_A_SWAP =
      """
      SELECT loss.name
      FROM pg_class c
      CROSS JOIN LATERAL (VALUES
        (c.relkind = 'p' OR c.relispartition, 'partitions'),
        (NOT c.relispartition
           AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid), 'inheritance parent'),
        (c.relhassubclass, 'child tables'),
        (c.reloftype <> 0, 'OF type'),
        (c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user), 'owner'),
        (c.relacl IS NOT NULL OR EXISTS (
           SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL),
         'privileges'),
        (c.relacl IS NULL AND EXISTS (
           SELECT FROM pg_default_acl d
           WHERE d.defaclobjtype = 'r' AND d.defaclnamespace IN (0, c.relnamespace)
             AND d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)),
         'exemption from default privileges'),
        (c.relrowsecurity OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid),
         'row security'),
        (c.relhasrules, 'rules'),
        (EXISTS (SELECT FROM pg_constraint k
                 WHERE k.contype = 'f' AND c.oid IN (k.conrelid, k.confrelid)), 'foreign keys'),
        (EXISTS (SELECT FROM pg_trigger t
                 WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), 'triggers'),
        (EXISTS (SELECT FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
                 WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
                   AND d.refobjid = c.oid AND r.ev_class <> c.oid), 'dependent views'),
        (EXISTS (SELECT FROM pg_depend d
                 WHERE d.classid = 'pg_proc'::regclass
                   AND (d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
                        OR d.refclassid = 'pg_type'::regclass
                           AND d.refobjid IN (c.reltype, (SELECT typarray FROM pg_type
                                                          WHERE oid = c.reltype)))),
         'dependent functions'),
        (EXISTS (SELECT FROM pg_attribute a
                 WHERE a.attrelid <> c.oid AND NOT a.attisdropped
                   AND a.atttypid IN (c.reltype, (SELECT typarray FROM pg_type
                                                  WHERE oid = c.reltype))),
         'columns of its row type'),
        (EXISTS (SELECT FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attidentity <> ''), 'identity columns'),
        (EXISTS (SELECT FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attnum > 0
                   AND (a.attoptions IS NOT NULL OR coalesce(a.attstattarget, -1) >= 0)),
         'column statistics settings'),
        (EXISTS (SELECT FROM pg_statistic_ext s WHERE s.stxrelid = c.oid), 'extended statistics'),
        (EXISTS (SELECT FROM pg_publication_rel p WHERE p.prrelid = c.oid), 'publications'),
        (EXISTS (SELECT FROM pg_subscription_rel s WHERE s.srrelid = c.oid), 'subscriptions'),
        (c.relreplident <> 'd', 'replica identity'),
        (c.relpersistence <> 'p', 'UNLOGGED'),
        (c.reloptions IS NOT NULL, 'storage parameters'),
        (c.reltablespace <> 0 OR EXISTS (
           SELECT FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
           WHERE x.indrelid = c.oid AND i.reltablespace <> 0), 'tablespace'),
        (c.relam <> (SELECT oid FROM pg_am
                     WHERE amname = current_setting('default_table_access_method')),
         'access method'),
        (EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisclustered),
         'CLUSTER index'),
        (EXISTS (SELECT FROM pg_seclabel l
                 WHERE l.classoid = 'pg_class'::regclass AND l.objoid = c.oid), 'security labels'),
        (obj_description(c.oid, 'pg_class') IS NOT NULL, 'comment'),
        (EXISTS (SELECT FROM pg_index x LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid
                 WHERE x.indrelid = c.oid
                   AND (obj_description(x.indexrelid, 'pg_class') IS NOT NULL
                        OR obj_description(k.oid, 'pg_constraint') IS NOT NULL)),
         'comments on indexes')
      ) AS loss (found, name)
      WHERE c.oid = ?::oid AND loss.found
      UNION ALL
      SELECT 'sequence ' || n.nspname || '.' || s.relname || ' (column ' || a.attname || ')'
      FROM pg_depend d
      JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_namespace n ON n.oid = s.relnamespace
      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid = ?::oid AND d.deptype = 'a'
      """;

  private static final String REFERENCING_TABLES =
      """
      SELECT n.nspname || '.' || c.relname || ' references it (constraint ' || k.conname || ')'
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND k.confrelid = ?::oid AND k.conrelid <> k.confrelid
        AND k.conparentid = 0
      ORDER BY 1
      """;

  private ReplaceObstacles() {}

  /** Returns what a swap would lose, for messages: {@code owner}, {@code triggers}. */
  static List<String> ofSwap(PostgresConnection connection, CatalogTable table) {
    String oid = Long.toString(table.oid());
    return connection.query(LOST_BY_A_SWAP, row -> row.getString(1), oid, oid);
  }

  /** Returns why the table cannot be truncated, for messages. */
  static List<String> ofTruncate(PostgresConnection connection, CatalogTable table) {
    return connection.query(
        REFERENCING_TABLES, row -> row.getString(1), Long.toString(table.oid()));
  }
}
