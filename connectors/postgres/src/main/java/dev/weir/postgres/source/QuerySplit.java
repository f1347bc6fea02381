package dev.weir.postgres.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.SelectStatement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of a query: the payload of a {@link Split}, as JSON.
 *
 * @param sql the query, with its parameters as expressions
 * @param columns in the stream's order
 * @param modifies whether it is an INSERT, UPDATE, DELETE or MERGE
 * @param isWhole whether these are all columns of the query, in their order
 * @param where a condition in SQL; empty for all rows
 * @param limit a LIMIT clause; empty for all rows
 */
record QuerySplit(
    String sql,
    boolean modifies,
    List<CatalogColumn> columns,
    boolean isWhole,
    String where,
    String limit)
    implements CopyPart {
  private static final ObjectMapper JSON = new ObjectMapper();

  QuerySplit {
    columns = List.copyOf(columns);
  }

  /** Reads a split's payload. */
  static QuerySplit of(Split split) {
    try {
      return JSON.readValue(split.payload(), QuerySplit.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a query of this source: " + split.id(), e);
    }
  }

  /** Returns the split with this payload. */
  Split split() {
    try {
      return new Split("0", ReadPart.NEW, -1, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String select() {
    return selected(SelectStatement.columnList(columns.stream().map(CatalogColumn::name).toList()));
  }

  private String selected(String list) {
    String nested = "(" + sql + "\n)";
    return modifies
        ? "WITH query AS " + nested + " " + SelectStatement.of("query", list, where) + limit
        : SelectStatement.of(nested + " AS query", list, where) + limit;
  }

  /**
   * Returns the COPY statement. A query whose rows are copied as they are is not nested: statements
   * that write in their WITH, or lock rows, cannot be.
   */
  @Override
  public String copy() {
    boolean asItIs =
        isWhole
            && where.isEmpty()
            && limit.isEmpty()
            && columns.stream().noneMatch(CatalogColumn::textForm);
    String list = columns.stream().map(CatalogColumn::selected).collect(Collectors.joining(", "));
    return "COPY (" + (asItIs ? sql + "\n" : selected(list)) + ") TO STDOUT (FORMAT binary)";
  }
}
