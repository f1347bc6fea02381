package dev.weir.postgres.destination;

import dev.weir.postgres.sql.SelectStatement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table to which rows are written: the target, its replacement, or a staging table.
 *
 * @param quoted the quoted, schema-qualified name
 * @param rows a FROM item without inheriting tables: {@code ONLY ...}
 * @param columns the written columns, in the stream's order
 */
record LoadTable(String quoted, String rows, List<LoadColumn> columns) {
  LoadTable {
    columns = List.copyOf(columns);
  }

  /** Returns whether the rows are sent by text COPY. */
  boolean isTextCopy() {
    return columns.stream().anyMatch(LoadColumn::isTextCopy);
  }

  /** Returns the table without its generated columns. */
  LoadTable withoutGenerated() {
    return with(columns.stream().filter(column -> !column.isGenerated()).toList());
  }

  /** Returns another table with the same columns. */
  LoadTable in(String otherQuoted) {
    return new LoadTable(otherQuoted, otherQuoted, columns);
  }

  /** Returns the table with other columns. */
  LoadTable with(List<LoadColumn> newColumns) {
    return new LoadTable(quoted, rows, newColumns);
  }

  List<String> names() {
    return columns.stream().map(LoadColumn::name).toList();
  }

  /** Returns the quoted column names: {@code "a", "b"}. */
  String columnList() {
    return SelectStatement.columnList(names());
  }

  /** Returns a select list that converts staged values to the target's types. */
  String fromStaged(String alias) {
    return columns.stream()
        .map(column -> column.fromStaged(alias))
        .collect(Collectors.joining(", "));
  }
}
