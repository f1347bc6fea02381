package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads table and column definitions from the system catalogs. */
public final class Catalog {
  private static final String SELECTED =
      """
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND (? = '' OR c.relname = ?)
      """;

  private static final String TABLES =
      """
      SELECT c.oid::text AS id, c.relname, c.relkind::text, c.relhassubclass,
             c.reltuples::bigint AS estimated_rows,
             CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid)
                  WHEN c.relkind = 'p' THEN (SELECT coalesce(sum(pg_relation_size(t.relid)), 0)
                                             FROM pg_partition_tree(c.oid) t WHERE t.isleaf)
                  ELSE -1 END AS bytes
      %sORDER BY c.relname
      """
          .formatted(SELECTED);

  private static final String COLUMNS =
      """
      WITH RECURSIVE wire (attrelid, attnum, oid, typmod) AS (
        SELECT attrelid, attnum, atttypid, atttypmod FROM pg_attribute
        WHERE attrelid = ANY (ARRAY(SELECT c.oid %2$s)) AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT w.attrelid, w.attnum, t.typbasetype, t.typtypmod
        FROM wire w JOIN pg_type t ON t.oid = w.oid WHERE t.typtype = 'd'
      ), %1$s
      SELECT a.attrelid::text AS id, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
             a.attnotnull, a.attgenerated <> '' AS generated, a.attidentity = 'a' AS identity_always,
             a.atthasdef OR a.attidentity <> '' AS has_default, %3$s
      FROM wire w %4$s
      JOIN pg_attribute a ON a.attrelid = w.attrelid AND a.attnum = w.attnum
      ORDER BY a.attrelid, a.attnum
      """
          .formatted(TypeSql.TEXT_ONLY, SELECTED, TypeSql.COLUMNS, TypeSql.JOINS);

  private final PostgresConnection connection;

  public Catalog(PostgresConnection connection) {
    this.connection = connection;
  }

  /** Returns a table of a schema, if it exists. */
  public Optional<CatalogTable> table(String schema, String name) {
    return read(schema, name).stream().findFirst();
  }

  /** Returns all tables, views and foreign tables of a schema, ordered by name. */
  public List<CatalogTable> tables(String schema) {
    return read(schema, "");
  }

  private record Relation(
      String id, String name, String kind, boolean hasChildren, long estimatedRows, long bytes) {}

  private List<CatalogTable> read(String schema, String name) {
    List<Relation> relations = new ArrayList<>();
    Map<String, List<CatalogColumn>> columns = new LinkedHashMap<>();
    List<String> parameters = List.of(schema, name, name);
    connection.queries(
        List.of(
            new Query(TABLES, row -> relations.add(relation(row)), parameters),
            new Query(
                COLUMNS,
                row ->
                    columns
                        .computeIfAbsent(row.getString("id"), id -> new ArrayList<>())
                        .add(column(row)),
                parameters)));
    return relations.stream()
        .map(
            table ->
                new CatalogTable(
                    Long.parseLong(table.id),
                    schema,
                    table.name,
                    CatalogTable.Kind.of(table.kind),
                    table.hasChildren,
                    table.estimatedRows,
                    table.bytes,
                    columns.getOrDefault(table.id, List.of())))
        .toList();
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getString("id"),
        row.getString("relname"),
        row.getString("relkind"),
        row.getBoolean("relhassubclass"),
        row.getLong("estimated_rows"),
        row.getLong("bytes"));
  }

  private static CatalogColumn column(ResultSet row) throws SQLException {
    return TypeSql.column(
        new TypeSql.Declared(
            row.getString("attname"),
            row.getString("type"),
            row.getBoolean("attnotnull"),
            row.getBoolean("generated"),
            row.getBoolean("identity_always"),
            row.getBoolean("has_default")),
        row);
  }
}
