package dev.weir.postgres.sql;

import java.util.List;
import java.util.stream.Collectors;

/** A SELECT of columns from a table. */
public final class SelectStatement {
  private SelectStatement() {}

  /**
   * The statement.
   *
   * @param table quoted
   * @param columns SQL
   * @param where SQL; empty for all rows
   */
  public static String of(String table, String columns, String where) {
    return "SELECT " + columns + " FROM " + table + (where.isEmpty() ? "" : " WHERE " + where);
  }

  /** {@code "a", "b"}. */
  public static String columnList(List<String> columns) {
    return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }
}
