package dev.weir.postgres.source;

import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.SelectStatement;
import java.util.List;

/**
 * Rows of a table that satisfy a predicate.
 *
 * @param columns in the stream's order
 * @param where a condition in SQL; empty for all rows
 */
record TableSplit(ReadPart part, CatalogTable table, List<CatalogColumn> columns, String where)
    implements Split {
  TableSplit {
    columns = List.copyOf(columns);
  }

  private List<String> names() {
    return columns.stream().map(CatalogColumn::name).toList();
  }

  /** Returns the query of the content digest. */
  String select() {
    return SelectStatement.of(table.quoted(), SelectStatement.columnList(names()), where);
  }

  /**
   * Returns the COPY statement. {@code COPY table} is faster than {@code COPY (query)}, but
   * excludes inheriting tables and does not support generated columns.
   */
  String copy() {
    boolean plain =
        table.kind() == CatalogTable.Kind.TABLE
            && !table.hasChildren()
            && where.isEmpty()
            && columns.stream().noneMatch(column -> column.generated() || column.textForm());
    String selected = String.join(", ", columns.stream().map(CatalogColumn::selected).toList());
    String relation =
        plain
            ? table.quoted() + " (" + SelectStatement.columnList(names()) + ")"
            : "(" + SelectStatement.of(table.quoted(), selected, where) + ")";
    return "COPY " + relation + " TO STDOUT (FORMAT binary)";
  }
}
