package dev.weir.postgres.source;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.CursorCounts;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ResumePoint;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.CursorColumn;
import dev.weir.postgres.source.CursorPlan.Range;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SelectStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the ranges of an incremental read: rows that may have been loaded before, and new rows. */
final class CursorPlanner {
  /** The text forms of values above all others. */
  private static final Set<String> NOT_FINITE = Set.of("infinity", "Infinity", "NaN");

  private final PostgresConnection connection;
  private final StreamConfig stream;
  private final CatalogTable table;
  private final CursorColumn cursor;
  private final String where;
  private final Place place;

  /**
   * Creates a planner for one stream.
   *
   * @param where the stream's predicate, in parentheses; empty for all rows
   */
  CursorPlanner(
      PostgresConnection connection,
      StreamConfig stream,
      CatalogTable table,
      CatalogColumn field,
      String where,
      Place place) {
    this.connection = connection;
    this.stream = stream;
    this.table = table;
    this.cursor = new CursorColumn(field);
    this.where = where;
    this.place = place.inColumn(field.name());
  }

  /**
   * Plans the ranges.
   *
   * @param marksRepeated whether rows that the next read delivers again are ranges of their own
   */
  CursorPlan plan(ResumePoint from, boolean marksRepeated) {
    if (!cursor.isOrdered()) {
      throw PostgresError.CURSOR_TYPE.at(
          place,
          "The sort order of the cursor's type %s may differ between source and destination"
              .formatted(cursor.column().type()));
    }
    Optional<String> after = from.after().map(this::position);
    Optional<String> lowest = after.flatMap(this::lowest);
    Optional<String> greatest = greatest(after);
    List<Range> ranges = ranges(from, after, lowest, greatest);
    return new CursorPlan(
        marksRepeated ? divided(ranges, greatest.or(() -> after)) : ranges,
        greatest.map(value -> new Cursor(cursor.column().name(), cursor.column().type(), value)),
        stream.countUnread() ? Optional.of(counts(after)) : Optional.empty());
  }

  private List<Range> ranges(
      ResumePoint from,
      Optional<String> after,
      Optional<String> lowest,
      Optional<String> greatest) {
    if (after.isEmpty()) {
      return List.of(
          new Range(
              from.reload() ? ReadPart.OVERLAP : ReadPart.NEW,
              cursor.expression() + " IS NOT NULL",
              false));
    }
    List<Range> ranges = new ArrayList<>();
    String upper = cursor.compare("<=", after.get());
    ranges.add(
        new Range(
            ReadPart.OVERLAP,
            cursor.compare(">=", lowest.orElse(after.get())) + " AND " + upper,
            false));
    if (greatest.isPresent() && !greatest.equals(after)) {
      ranges.add(new Range(ReadPart.NEW, cursor.compare(">", after.get()), false));
    }
    return ranges;
  }

  /**
   * Divides ranges at the value where the next read begins.
   *
   * @param upTo the cursor after this read; empty if it delivers no row
   */
  private List<Range> divided(List<Range> ranges, Optional<String> upTo) {
    if (upTo.isEmpty()) {
      return ranges;
    }
    String boundary = lowest(upTo.get()).orElse(upTo.get());
    List<Range> divided = new ArrayList<>();
    for (Range range : ranges) {
      for (String operator : List.of("<", ">=")) {
        divided.add(
            new Range(
                range.part(),
                range.predicate() + " AND " + cursor.compare(operator, boundary),
                operator.equals(">=")));
      }
    }
    return divided;
  }

  /**
   * Returns the text form of the receipt's cursor value in the column's type. The receipt is
   * untrusted: its type is only compared, and the server parses the value as a parameter.
   */
  private String position(Cursor position) {
    if (!cursor.accepts(position.type())) {
      throw PostgresError.POSITION.at(
          place,
          "The cursor value of the last receipt has type %s, but the cursor has type %s"
              .formatted(position.type(), cursor.column().type()));
    }
    try {
      return connection
          .query("SELECT ?::" + cursor.type() + "::text", row -> row.getString(1), position.value())
          .get(0);
    } catch (WeirException e) {
      if (e.kind() == ErrorKind.DATA) {
        throw PostgresError.POSITION
            .at(
                place,
                "The cursor value of the last receipt is not a valid %s"
                    .formatted(cursor.column().type()))
            .causedBy(e);
      }
      throw e;
    }
  }

  /** Returns the lower bound of the lag. */
  private Optional<String> lowest(String after) {
    if (stream.cursorLag().isEmpty()) {
      return Optional.empty();
    }
    String lag = stream.cursorLag().get();
    String expression =
        cursor
            .minus(after, lag)
            .orElseThrow(
                () ->
                    PostgresError.CURSOR_TYPE
                        .at(
                            place,
                            "The stream's cursor_lag \"%s\" is not valid for a cursor of type %s"
                                .formatted(lag, cursor.column().type()))
                        .withHint(
                            cursor
                                .lagForm()
                                .map(form -> "Specify " + form + ".")
                                .orElse("Remove cursor_lag; the type does not support it.")));
    return connection.query("SELECT (" + expression + ")::text", row -> row.getString(1)).stream()
        .findFirst();
  }

  /** Returns the text form of the maximum value at or above the position. */
  private Optional<String> greatest(Optional<String> after) {
    String atOrAbove =
        after
            .map(value -> cursor.compare(">=", value))
            .orElse(cursor.expression() + " IS NOT NULL");
    // Cast to text in the outer query: ORDER BY resolves a name to an output column first, so it
    // would sort by text.
    String inner =
        SelectStatement.of(
                table.quoted(),
                SelectStatement.columnList(List.of(cursor.column().name())),
                StreamPlanner.and(where, atOrAbove))
            + " ORDER BY "
            + cursor.expression()
            + " DESC LIMIT 1";
    Optional<String> greatest =
        connection
            .query(
                SelectStatement.of("(" + inner + ") AS q", "q." + cursor.text(), ""),
                row -> row.getString(1))
            .stream()
            .findFirst();
    greatest.filter(NOT_FINITE::contains).ifPresent(this::rejectNotFinite);
    return greatest;
  }

  private void rejectNotFinite(String value) {
    String sql =
        SelectStatement.of(
            table.quoted(), "count(*)", StreamPlanner.and(where, cursor.compare("=", value)));
    long rows = connection.query(sql, row -> row.getLong(1)).get(0);
    throw PostgresError.CURSOR_VALUE.at(
        place,
        "%,d rows have the cursor value %s, so no later row would be read".formatted(rows, value));
  }

  private CursorCounts counts(Optional<String> after) {
    String upToCursor = after.map(value -> cursor.compare("<=", value)).orElse("false");
    String name = SelectStatement.columnList(List.of(cursor.column().name()));
    String sql =
        SelectStatement.of(
            table.quoted(),
            "count(*) FILTER (WHERE %1$s IS NULL), count(%1$s), count(*) FILTER (WHERE %2$s)"
                .formatted(name, upToCursor),
            where);
    return connection
        .query(sql, row -> new CursorCounts(row.getLong(1), row.getLong(2), row.getLong(3)))
        .get(0);
  }
}
