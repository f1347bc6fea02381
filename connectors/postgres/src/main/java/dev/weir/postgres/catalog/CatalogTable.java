package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * A table, view or foreign table in the system catalogs.
 *
 * @param hasChildren whether other tables inherit from it
 * @param estimatedRows pg_class.reltuples; -1 if unknown
 * @param bytes the size of the table or its partitions, without indexes and TOAST; -1 if unknown
 */
public record CatalogTable(
    long oid,
    String schema,
    String name,
    Kind kind,
    boolean hasChildren,
    long estimatedRows,
    long bytes,
    List<CatalogColumn> columns) {

  public CatalogTable {
    columns = List.copyOf(columns);
  }

  /** Values of pg_class.relkind. */
  public enum Kind {
    TABLE,
    PARTITIONED,
    VIEW,
    MATERIALIZED_VIEW,
    FOREIGN_TABLE;

    static Kind of(String relkind) {
      return switch (relkind) {
        case "r" -> TABLE;
        case "p" -> PARTITIONED;
        case "v" -> VIEW;
        case "m" -> MATERIALIZED_VIEW;
        default -> FOREIGN_TABLE;
      };
    }
  }

  /** Returns {@code schema.name} for messages. */
  public String display() {
    return schema + "." + name;
  }

  public String quoted() {
    return Identifiers.quote(schema, name);
  }

  /** Returns a FROM item without inheriting tables; partitions are included. */
  public String withoutChildren() {
    return kind == Kind.TABLE ? "ONLY " + quoted() : quoted();
  }

  public Optional<CatalogColumn> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }
}
