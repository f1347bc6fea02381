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

/** Divides an incremental stream at its position: what may be there already, and what is new. */
final class CursorPlanner {
  /** The text forms of values after which no later row can come. */
  private static final Set<String> ENDLESS = Set.of("infinity", "Infinity", "NaN");

  private final PostgresConnection connection;
  private final StreamConfig stream;
  private final CatalogTable table;
  private final CursorColumn cursor;
  private final String where;
  private final Place place;

  /**
   * A planner for one stream.
   *
   * @param where the stream's own predicate, in parentheses; empty for all rows
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

  CursorPlan plan(ResumePoint from) {
    if (!cursor.isOrdered()) {
      throw PostgresError.CURSOR_TYPE.at(
          place,
          "The cursor's type %s has no order that both servers share"
              .formatted(cursor.column().type()));
    }
    Optional<String> after = from.after().map(this::position);
    Optional<String> lowest = after.flatMap(this::lowest);
    Optional<String> greatest = greatest(after);
    return new CursorPlan(
        ranges(from, after, lowest, greatest),
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
              cursor.expression() + " IS NOT NULL"));
    }
    List<Range> ranges = new ArrayList<>();
    String below = cursor.compare("<=", after.get());
    ranges.add(
        new Range(
            ReadPart.OVERLAP, cursor.compare(">=", lowest.orElse(after.get())) + " AND " + below));
    if (greatest.isPresent() && !greatest.equals(after)) {
      ranges.add(new Range(ReadPart.NEW, cursor.compare(">", after.get())));
    }
    return ranges;
  }

  /**
   * The receipt's position, in the text form that the column's type gives it. It is data from
   * outside: its type is never used, and its value is parsed by the server as a parameter.
   */
  private String position(Cursor position) {
    if (!cursor.accepts(position.type())) {
      throw PostgresError.POSITION.at(
          place,
          "The last receipt's position is a %s, and the cursor is a %s now"
              .formatted(position.type(), cursor.column().type()));
    }
    try {
      return connection
          .query("SELECT ?::" + cursor.type() + "::text", row -> row.getString(1), position.value())
          .get(0);
    } catch (WeirException e) {
      if (e.kind() == ErrorKind.DATA) {
        throw PostgresError.POSITION
            .at(place, "The last receipt's position is no %s".formatted(cursor.column().type()))
            .causedBy(e);
      }
      throw e;
    }
  }

  /** Where the lag begins. */
  private Optional<String> lowest(String after) {
    if (stream.cursorLag().isEmpty()) {
      return Optional.empty();
    }
    String lag = stream.cursorLag().get();
    String expression =
        cursor
            .below(after, lag)
            .orElseThrow(
                () ->
                    PostgresError.CURSOR_TYPE
                        .at(
                            place,
                            "The stream's cursor_lag \"%s\" is no lag for a %s"
                                .formatted(lag, cursor.column().type()))
                        .withHint(
                            cursor
                                .lagForm()
                                .map(form -> "Write " + form + ".")
                                .orElse("Leave cursor_lag out: the type has none.")));
    return connection.query("SELECT (" + expression + ")::text", row -> row.getString(1)).stream()
        .findFirst();
  }

  /** The greatest value at or above the position, in its text form. */
  private Optional<String> greatest(Optional<String> after) {
    String atOrAbove =
        after
            .map(value -> cursor.compare(">=", value))
            .orElse(cursor.expression() + " IS NOT NULL");
    // The text is made outside: ORDER BY takes a name for the result's column first, and so would
    // put the texts in order, 9999 behind 50000.
    String inner =
        SelectStatement.of(
                table.quoted(),
                SelectStatement.columnList(List.of(cursor.column().name())),
                StreamPlanner.both(where, atOrAbove))
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
    greatest.filter(ENDLESS::contains).ifPresent(this::refuseEndless);
    return greatest;
  }

  private void refuseEndless(String value) {
    String sql =
        SelectStatement.of(
            table.quoted(), "count(*)", StreamPlanner.both(where, cursor.compare("=", value)));
    long rows = connection.query(sql, row -> row.getLong(1)).get(0);
    throw PostgresError.CURSOR_VALUE.at(
        place,
        "%,d rows have the cursor value %s, after which no later row could be read"
            .formatted(rows, value));
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
