package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * A table, view or the like as the server's catalog describes it.
 *
 * @param hasChildren whether other tables inherit from it
 * @param estimatedRows -1 where the server has no estimate
 */
public record CatalogTable(
    String schema,
    String name,
    Kind kind,
    boolean hasChildren,
    long estimatedRows,
    List<CatalogColumn> columns) {

  public CatalogTable {
    columns = List.copyOf(columns);
  }

  /** pg_class.relkind. */
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

  public String quoted() {
    return Identifiers.quote(schema, name);
  }

  public Optional<CatalogColumn> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }
}
