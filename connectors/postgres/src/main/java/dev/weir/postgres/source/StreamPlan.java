package dev.weir.postgres.source;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.SqlCursor;
import dev.weir.postgres.type.PostgresFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What to ask the server for: a stream's columns and rows, fixed before the first row.
 *
 * @param columns in the order in which they travel
 * @param where the rows; empty for all
 */
record StreamPlan(CatalogTable table, List<CatalogColumn> columns, String where) {

  /**
   * Plans a read.
   *
   * @throws WeirException where the table has no such column, or one that cannot travel
   */
  static StreamPlan of(CatalogTable table, StreamConfig stream, CursorRange range, Place place) {
    List<CatalogColumn> columns = new ArrayList<>();
    if (stream.columns().isEmpty()) {
      table.columns().stream().filter(column -> !column.generated()).forEach(columns::add);
    } else {
      stream.columns().forEach(name -> columns.add(named(table, name, place)));
    }
    if (columns.isEmpty()) {
      throw WeirException.of(
          "source.no_columns",
          ErrorKind.SCHEMA,
          place,
          "The table has no column that could be moved",
          "Leave the stream out.");
    }
    columns.forEach(column -> checkCanTravel(column, place.inColumn(column.name())));
    List<String> predicates = new ArrayList<>();
    stream.where().ifPresent(where -> predicates.add("(" + where + "\n)"));
    predicates.addAll(range.predicates());
    return new StreamPlan(table, List.copyOf(columns), String.join(" AND ", predicates));
  }

  static CatalogColumn named(CatalogTable table, String name, Place place) {
    return table
        .column(name)
        .orElseThrow(
            () ->
                WeirException.of(
                    "source.column_missing",
                    ErrorKind.SCHEMA,
                    place.inColumn(name),
                    "The table has no such column; it has "
                        + String.join(", ", names(table.columns())),
                    "Correct the stream's columns or cursor_field."));
  }

  private static void checkCanTravel(CatalogColumn column, Place place) {
    if (!column.hasBinaryForm()) {
      throw WeirException.of(
          "source.type",
          ErrorKind.SCHEMA,
          place,
          "The type " + column.type() + " has no binary form",
          "Leave the column out, or read a view that casts it to text.");
    }
    if (column.carriesIds()) {
      throw WeirException.of(
          "source.type",
          ErrorKind.SCHEMA,
          place,
          "Values of "
              + column.type()
              + " hold ids that differ between databases, which this version does not"
              + " rewrite",
          "Leave the column out, or read a view that casts it to text.");
    }
  }

  Schema schema() {
    return new Schema(
        columns.stream()
            .map(
                column ->
                    PostgresFields.field(
                        column.name(), column.type(), column.notNull(), column.columnType()))
            .toList());
  }

  List<String> columnNames() {
    return names(columns);
  }

  private static List<String> names(List<CatalogColumn> columns) {
    return columns.stream().map(CatalogColumn::name).toList();
  }

  String select() {
    return SelectStatement.of(table.quoted(), columnNames(), where);
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
            && columns.stream().noneMatch(CatalogColumn::generated);
    String what =
        plain
            ? table.quoted() + " (" + SelectStatement.columnList(columnNames()) + ")"
            : "(" + select() + ")";
    return "COPY " + what + " TO STDOUT (FORMAT binary)";
  }

  /**
   * The rows of an incremental read: from the last cursor on, the boundary value included, up to
   * the greatest value that the snapshot holds. NULLs are never read.
   *
   * @param upTo empty where the stream is read in full, or has no row
   */
  record CursorRange(Optional<String> field, Optional<Cursor> from, Optional<Cursor> upTo) {
    static final CursorRange ALL =
        new CursorRange(Optional.empty(), Optional.empty(), Optional.empty());

    List<String> predicates() {
      List<String> predicates = new ArrayList<>();
      field.ifPresent(name -> predicates.add(Identifiers.quote(name) + " IS NOT NULL"));
      from.ifPresent(cursor -> predicates.add(SqlCursor.compare(cursor, ">=")));
      upTo.ifPresent(cursor -> predicates.add(SqlCursor.compare(cursor, "<=")));
      return predicates;
    }
  }
}
