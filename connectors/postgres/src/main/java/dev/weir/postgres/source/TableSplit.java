package dev.weir.postgres.source;

import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.SelectStatement;
import java.util.List;

/**
 * The rows of a table that satisfy a predicate.
 *
 * @param columns in the order in which they travel
 * @param where SQL; empty for all rows
 */
record TableSplit(ReadPart part, CatalogTable table, List<CatalogColumn> columns, String where)
    implements Split {
  TableSplit {
    columns = List.copyOf(columns);
  }

  private List<String> names() {
    return columns.stream().map(CatalogColumn::name).toList();
  }

  /** The rows with their own values, as they are digested. */
  String select() {
    return SelectStatement.of(table.quoted(), SelectStatement.columnList(names()), where);
  }

  /**
   * The COPY statement. A plain table without a predicate is copied as a table, which spares the
   * server the executor; COPY would leave out what inherits from it, and refuses generated columns.
   */
  String copy() {
    boolean plain =
        table.kind() == CatalogTable.Kind.TABLE
            && !table.hasChildren()
            && where.isEmpty()
            && columns.stream().noneMatch(column -> column.generated() || column.travelsAsText());
    String selected = String.join(", ", columns.stream().map(CatalogColumn::selected).toList());
    String what =
        plain
            ? table.quoted() + " (" + SelectStatement.columnList(names()) + ")"
            : "(" + SelectStatement.of(table.quoted(), selected, where) + ")";
    return "COPY " + what + " TO STDOUT (FORMAT binary)";
  }
}
