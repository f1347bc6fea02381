package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * A table, view or the like as the server's catalog describes it.
 *
 * @param oid its object id in this database
 * @param hasChildren whether other tables inherit from it
 * @param estimatedRows -1 where the server has no estimate
 */
public record CatalogTable(
    long oid,
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

  /** Such as {@code raw.orders}, for sentences. */
  public String display() {
    return schema + "." + name;
  }

  public String quoted() {
    return Identifiers.quote(schema, name);
  }

  /** Its own rows only, as SQL, where others inherit from it; a partitioned table has no others. */
  public String withoutChildren() {
    return kind == Kind.TABLE ? "ONLY " + quoted() : quoted();
  }

  public Optional<CatalogColumn> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }
}
