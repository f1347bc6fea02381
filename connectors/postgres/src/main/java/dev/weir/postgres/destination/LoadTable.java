package dev.weir.postgres.destination;

import dev.weir.postgres.sql.SelectStatement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that rows are sent to: the target, its replacement, or a staging table.
 *
 * @param quoted its name, as SQL
 * @param rows its own rows, as SQL, without those of tables that inherit from it: {@code ONLY ...}
 * @param columns those that are sent, in the stream's order
 */
record LoadTable(String quoted, String rows, List<LoadColumn> columns) {
  LoadTable {
    columns = List.copyOf(columns);
  }

  /** The same table without the columns that it computes itself. */
  LoadTable withoutGenerated() {
    return with(columns.stream().filter(column -> !column.isGenerated()).toList());
  }

  /** The same columns in another table. */
  LoadTable in(String otherQuoted) {
    return new LoadTable(otherQuoted, otherQuoted, columns);
  }

  /** The same table with other columns. */
  LoadTable with(List<LoadColumn> others) {
    return new LoadTable(quoted, rows, others);
  }

  List<String> names() {
    return columns.stream().map(LoadColumn::name).toList();
  }

  /** {@code "a", "b"}. */
  String columnList() {
    return SelectStatement.columnList(names());
  }

  /** The columns of a staging table's rows, as values of the target's types. */
  String fromStaged(String alias) {
    return columns.stream()
        .map(column -> column.fromStaged(alias))
        .collect(Collectors.joining(", "));
  }
}
