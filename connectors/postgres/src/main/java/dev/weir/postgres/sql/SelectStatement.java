package dev.weir.postgres.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Builds SELECT statements. */
public final class SelectStatement {
  private SelectStatement() {}

  /**
   * Returns a SELECT statement.
   *
   * @param table the quoted name
   * @param columns the select list
   * @param where the condition; empty for all rows
   */
  public static String of(String table, String columns, String where) {
    return "SELECT " + columns + " FROM " + table + (where.isEmpty() ? "" : " WHERE " + where);
  }

  /** Returns quoted column names: {@code "a", "b"}. */
  public static String columnList(List<String> columns) {
    return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }
}
