package dev.weir.postgres.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.postgres.catalog.TableDefinition.Constraint;
import dev.weir.postgres.catalog.TableDefinition.Index;
import dev.weir.postgres.catalog.TableDefinition.UserType;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads constraints, indexes and types of a table from the system catalogs. */
public final class TableDefinitionReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CONSTRAINTS =
      """
      SELECT k.contype::text AS kind, k.conname AS name, pg_get_constraintdef(k.oid) AS definition,
             (SELECT coalesce(json_agg(DISTINCT a.attname), '[]') FROM pg_attribute a
              WHERE a.attrelid = k.conrelid
                AND (a.attnum = ANY (k.conkey)
                     OR EXISTS (SELECT FROM pg_depend d
                                WHERE d.classid = 'pg_class'::regclass AND d.objid = k.conindid
                                  AND d.refobjid = k.conrelid AND d.refobjsubid = a.attnum)))::text
               AS columns
      FROM pg_constraint k
      WHERE k.conrelid = ?::oid AND k.contype IN ('p', 'u', 'c', 'x')
      ORDER BY k.contype <> 'p', k.contype <> 'u', k.conname
      """;

  private static final String KEY_COLUMNS =
      """
      SELECT coalesce(json_agg(a.attname ORDER BY u.position), '[]')::text
      FROM pg_constraint k
      CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
      WHERE k.conrelid = ?::oid AND k.contype = 'p'
      """;

  private static final String INDEXES =
      """
      SELECT c.relname AS name, x.indisunique AS is_unique,
             substr(pg_get_indexdef(x.indexrelid), length(prefix) + 1) AS definition,
             starts_with(pg_get_indexdef(x.indexrelid), prefix) AS has_prefix,
             (SELECT coalesce(json_agg(DISTINCT a.attname), '[]')
              FROM pg_depend d JOIN pg_attribute a
                ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
              WHERE d.classid = 'pg_class'::regclass AND d.objid = x.indexrelid
                AND d.refclassid = 'pg_class'::regclass AND d.refobjid = x.indrelid)::text AS columns
      FROM pg_index x
      JOIN pg_class c ON c.oid = x.indexrelid
      JOIN pg_class t ON t.oid = x.indrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      CROSS JOIN LATERAL (SELECT
        CASE WHEN x.indisunique THEN 'CREATE UNIQUE INDEX ' ELSE 'CREATE INDEX ' END
        || quote_ident(c.relname) || ' ON ' || CASE WHEN c.relkind = 'I' THEN 'ONLY ' ELSE '' END
        || quote_ident(n.nspname) || '.' || quote_ident(t.relname) || ' USING ') AS p (prefix)
      WHERE x.indrelid = ?::oid AND x.indisvalid
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid
                          AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY c.relname
      """;

  private static final String TYPES =
      """
      WITH RECURSIVE used (oid, depth) AS (
        SELECT atttypid, 0 FROM pg_attribute
        WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped
        UNION
        SELECT part.oid, u.depth + 1
        FROM used u JOIN pg_type t ON t.oid = u.oid
        CROSS JOIN LATERAL (
          SELECT t.typelem WHERE t.typcategory = 'A'
          UNION ALL SELECT t.typbasetype WHERE t.typtype = 'd'
          UNION ALL SELECT f.atttypid FROM pg_attribute f
            WHERE t.typtype = 'c' AND f.attrelid = t.typrelid AND f.attnum > 0
              AND NOT f.attisdropped) AS part (oid)
        WHERE u.depth < 32
      )
      SELECT t.typtype::text AS kind, n.nspname AS schema, t.typname AS name,
             CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) ELSE '' END
               AS base,
             t.typnotnull AS not_null,
             coalesce(CASE t.typtype
               WHEN 'e' THEN (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
                              FROM pg_enum e WHERE e.enumtypid = t.oid)
               WHEN 'd' THEN (SELECT json_agg(pg_get_constraintdef(k.oid) ORDER BY k.conname)
                              FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')
               ELSE (SELECT json_agg(quote_ident(f.attname) || ' '
                                     || format_type(f.atttypid, f.atttypmod) ORDER BY f.attnum)
                     FROM pg_attribute f
                     WHERE f.attrelid = t.typrelid AND f.attnum > 0 AND NOT f.attisdropped)
             END, '[]')::text AS parts
      FROM (SELECT oid, max(depth) AS depth FROM used GROUP BY oid) AS u
      JOIN pg_type t ON t.oid = u.oid
      JOIN pg_namespace n ON n.oid = t.typnamespace
      LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE t.typtype IN ('e', 'd', 'c') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND coalesce(c.relkind, 'c') = 'c'
        AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_type'::regclass
                          AND x.objid = t.oid AND x.deptype = 'e')
      ORDER BY u.depth DESC, n.nspname, t.typname
      """;

  private TableDefinitionReader() {}

  /** Reads constraints, indexes and types. */
  public static TableDefinition read(PostgresConnection connection, long oid) {
    String id = Long.toString(oid);
    List<Constraint> constraints = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    List<UserType> types = new ArrayList<>();
    connection.queries(
        List.of(
            new Query(CONSTRAINTS, row -> constraints.add(constraint(row)), List.of(id)),
            new Query(INDEXES, row -> indexes.add(index(row)), List.of(id)),
            new Query(TYPES, row -> types.add(type(row)), List.of(id))));
    return new TableDefinition(constraints, indexes, types);
  }

  /** Returns the columns of the primary key, in key order; empty if there is none. */
  public static List<String> keyColumns(PostgresConnection connection, long oid) {
    return texts(connection.query(KEY_COLUMNS, row -> row.getString(1), Long.toString(oid)).get(0));
  }

  private static Constraint constraint(ResultSet row) throws SQLException {
    return new Constraint(
        row.getString("kind"),
        row.getString("name"),
        texts(row.getString("columns")),
        row.getString("definition"));
  }

  private static Index index(ResultSet row) throws SQLException {
    if (!row.getBoolean("has_prefix")) {
      throw new IllegalStateException("Unexpected definition of index " + row.getString(1));
    }
    return new Index(
        row.getString("name"),
        row.getBoolean("is_unique"),
        texts(row.getString("columns")),
        row.getString("definition"));
  }

  private static UserType type(ResultSet row) throws SQLException {
    return new UserType(
        row.getString("kind"),
        row.getString("schema"),
        row.getString("name"),
        texts(row.getString("parts")),
        row.getString("base"),
        row.getBoolean("not_null"));
  }

  private static List<String> texts(String json) {
    try {
      return List.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a JSON array: " + json, e);
    }
  }
}
