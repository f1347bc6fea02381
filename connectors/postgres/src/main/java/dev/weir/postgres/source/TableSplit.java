package dev.weir.postgres.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.CursorColumn;
import dev.weir.postgres.sql.SelectStatement;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rows of a table that satisfy a predicate: the payload of a {@link Split}, as JSON.
 *
 * @param relation the quoted, schema-qualified name
 * @param isPlainTable whether {@code COPY table} reads the same rows as {@code COPY (query)}
 * @param columns in the stream's order
 * @param where a condition in SQL; empty for all rows
 * @param isRange whether the condition contains a range, so that the split is not divided again
 * @param orderOrLimit an ORDER BY or a LIMIT clause; empty for all rows in any order
 */
record TableSplit(
    String relation,
    boolean isPlainTable,
    List<CatalogColumn> columns,
    String where,
    boolean isRange,
    String orderOrLimit)
    implements CopyPart {
  private static final ObjectMapper JSON = new ObjectMapper();

  TableSplit {
    columns = List.copyOf(columns);
  }

  /** Returns all rows of a table that satisfy a predicate. */
  static TableSplit of(
      CatalogTable table, List<CatalogColumn> columns, String where, OptionalLong rowsMax) {
    return new TableSplit(
        table.quoted(), isPlain(table), columns, where, false, CopyPart.limit(rowsMax));
  }

  private static boolean isPlain(CatalogTable table) {
    return table.kind() == CatalogTable.Kind.TABLE && !table.hasChildren();
  }

  /** Returns the rows that satisfy another predicate, too. */
  TableSplit filtered(String predicate) {
    return new TableSplit(
        relation,
        isPlainTable,
        columns,
        StreamPlanner.and(where, predicate),
        isRange,
        orderOrLimit);
  }

  /** Returns the rows of a range. */
  TableSplit range(String predicate) {
    return new TableSplit(
        relation, isPlainTable, columns, StreamPlanner.and(where, predicate), true, orderOrLimit);
  }

  /**
   * Returns the rows in the order of a column. Its name is qualified, as ORDER BY would resolve
   * another one to an output column, which may be a text. A stream with a cursor has no limit.
   */
  TableSplit orderedBy(CursorColumn column) {
    return new TableSplit(
        relation,
        isPlainTable,
        columns,
        where,
        isRange,
        " ORDER BY " + relation + "." + column.expression());
  }

  /** Returns the rows of a partition. */
  TableSplit partition(String quoted) {
    return new TableSplit(quoted, true, columns, where, true, orderOrLimit);
  }

  /** Reads a split's payload. */
  static TableSplit of(Split split) {
    try {
      return JSON.readValue(split.payload(), TableSplit.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a split of this source: " + split.id(), e);
    }
  }

  /** Returns the split with this payload. */
  Split split(String id, ReadPart part, long estimatedBytes) {
    try {
      return new Split(id, part, estimatedBytes, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> names() {
    return columns.stream().map(CatalogColumn::name).toList();
  }

  @Override
  public String select() {
    return SelectStatement.of(relation, SelectStatement.columnList(names()), where) + orderOrLimit;
  }

  /**
   * Returns the COPY statement. {@code COPY table} is faster than {@code COPY (query)}, but
   * excludes inheriting tables and does not support generated columns.
   */
  @Override
  public String copy() {
    boolean plain =
        isPlainTable
            && where.isEmpty()
            && orderOrLimit.isEmpty()
            && columns.stream().noneMatch(column -> column.generated() || column.textForm());
    String selected = String.join(", ", columns.stream().map(CatalogColumn::selected).toList());
    String source =
        plain
            ? relation + " (" + SelectStatement.columnList(names()) + ")"
            : "(" + SelectStatement.of(relation, selected, where) + orderOrLimit + ")";
    return "COPY " + source + " TO STDOUT (FORMAT binary)";
  }
}
