package dev.weir.postgres.source;

import dev.weir.core.config.NearMiss;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.CursorColumn;
import dev.weir.postgres.catalog.TableDefinitionReader;
import dev.weir.postgres.catalog.TableIdentity;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SqlExpression;
import dev.weir.postgres.type.PostgresFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Plans the read of one stream: its columns, rows and splits. */
final class StreamPlanner {
  private final PostgresConnection connection;
  private final String schema;
  private final StreamConfig stream;
  private final Place place;

  StreamPlanner(PostgresConnection connection, String schema, StreamConfig stream) {
    this.connection = connection;
    this.schema = schema;
    this.stream = stream;
    this.place = connection.place().inStream(stream.name());
  }

  ReadPlan plan(ReadRequest request) {
    CatalogTable table = table();
    List<CatalogColumn> columns =
        columns(table).stream().map(column -> column.in(request.form())).toList();
    String where = where();
    checkPrivileges(table, columns);
    TableSplit whole = TableSplit.of(table, columns, where, stream.rowsMax());
    List<Split> splits = List.of(whole.split("0", ReadPart.NEW, table.bytes()));
    CursorPlan cursor = CursorPlan.NONE;
    Optional<Set<String>> repeated = Optional.empty();
    if (stream.cursorField().isPresent()) {
      CatalogColumn field = requireColumn(table, stream.cursorField().get());
      cursor =
          new CursorPlanner(connection, stream, table, field, where, place)
              .plan(request.from(), request.marksRepeated());
      if (request.marksRepeated()) {
        splits = splits(whole.orderedBy(new CursorColumn(field)), cursor.ranges());
        repeated = Optional.of(repeated(splits, cursor.ranges()));
      } else {
        splits =
            request.from().after().isPresent()
                ? splits(whole, cursor.ranges())
                : List.of(initial(whole, cursor.ranges().get(0), table.bytes()));
      }
    }
    Map<String, String> metadata =
        request.describeTable()
            ? TableDefinitionReader.read(connection, table.oid()).toMetadata()
            : Map.of();
    return new ReadPlan(
        stream,
        new Schema(columns.stream().map(StreamPlanner::field).toList(), metadata),
        splits,
        cursor.upTo(),
        cursor.counts(),
        TableIdentity.of(connection, table),
        notices(cursor),
        repeated);
  }

  /** Returns all rows with a cursor; unlike ranges above a cursor, they can be divided. */
  private static Split initial(TableSplit whole, CursorPlan.Range range, long bytes) {
    return whole.filtered(range.predicate()).split("0", range.part(), bytes);
  }

  private static List<Split> splits(TableSplit whole, List<CursorPlan.Range> ranges) {
    List<Split> splits = new ArrayList<>();
    for (CursorPlan.Range range : ranges) {
      splits.add(
          whole.range(range.predicate()).split(Integer.toString(splits.size()), range.part(), -1));
    }
    return splits;
  }

  private static Set<String> repeated(List<Split> splits, List<CursorPlan.Range> ranges) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).isRepeated()) {
        ids.add(splits.get(i).id());
      }
    }
    return ids;
  }

  static Field field(CatalogColumn column) {
    return PostgresFields.field(
        column.name(), column.type(), column.notNull(), column.columnType(), column.textForm());
  }

  static String and(String where, String predicate) {
    return where.isEmpty() ? predicate : where + " AND " + predicate;
  }

  /** Divides a split of the stream. */
  List<Split> divide(Split split, int parts) {
    return new SplitPlanner(connection, stream, table()).divide(split, parts);
  }

  private CatalogTable table() {
    Catalog catalog = new Catalog(connection);
    return catalog.table(schema, stream.name()).orElseThrow(() -> tableMissing(catalog));
  }

  private WeirException tableMissing(Catalog catalog) {
    List<String> names = catalog.tables(schema).stream().map(CatalogTable::name).toList();
    return PostgresError.TABLE_MISSING
        .at(
            place,
            "Table or view %s.%s does not exist, or is not visible to the role"
                .formatted(schema, stream.name()))
        .withHint(suggestion(stream.name(), names) + PostgresError.TABLE_MISSING.remedy());
  }

  private CatalogColumn requireColumn(CatalogTable table, String name) {
    List<String> names = table.columns().stream().map(CatalogColumn::name).toList();
    return table
        .column(name)
        .orElseThrow(
            () ->
                PostgresError.COLUMN_MISSING
                    .at(
                        place.inColumn(name),
                        "Table %s has no column %s; its columns are %s"
                            .formatted(table.display(), name, String.join(", ", names)))
                    .withHint(
                        suggestion(name, names) + "Correct the stream's columns or cursor_field."));
  }

  private static String suggestion(String typed, List<String> known) {
    return NearMiss.of(typed, known).map(near -> "Did you mean \"" + near + "\"? ").orElse("");
  }

  private List<CatalogColumn> columns(CatalogTable table) {
    List<CatalogColumn> columns = new ArrayList<>(table.columns());
    if (!stream.columns().isEmpty()) {
      columns.clear();
      stream.columns().forEach(name -> columns.add(requireColumn(table, name)));
    }
    if (columns.isEmpty()) {
      throw PostgresError.NO_COLUMNS.at(
          place, "Table %s has no columns".formatted(table.display()));
    }
    return List.copyOf(columns);
  }

  private String where() {
    return where(stream, place);
  }

  /** Returns a stream's predicate in parentheses; empty for all rows. */
  static String where(StreamConfig stream, Place place) {
    Optional<String> where = stream.where();
    if (where.isPresent() && !SqlExpression.isSelfContained(where.get())) {
      throw PostgresError.WHERE.at(
          place,
          "The stream's where is not a single SQL expression: a quote, comment or parenthesis is"
              + " not closed, or it contains a semicolon");
    }
    return where.map(text -> "(" + text + "\n)").orElse("");
  }

  private void checkPrivileges(CatalogTable table, List<CatalogColumn> columns) {
    List<String> denied =
        connection.query(
            """
            SELECT CASE WHEN has_schema_privilege(c.relnamespace, 'USAGE') THEN a.attname
                        ELSE '' END
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.oid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
              AND NOT (has_schema_privilege(c.relnamespace, 'USAGE')
                       AND has_column_privilege(c.oid, a.attnum, 'SELECT'))
            """,
            row -> row.getString(1),
            Long.toString(table.oid()));
    if (denied.contains("")) {
      throw PostgresError.PERMISSION.at(
          place, "The role lacks the privilege USAGE on schema " + table.schema());
    }
    columns.stream()
        .map(CatalogColumn::name)
        .filter(denied::contains)
        .findFirst()
        .ifPresent(
            column -> {
              throw PostgresError.PERMISSION.at(
                  place.inColumn(column),
                  "The role lacks the privilege SELECT on " + table.display());
            });
  }

  private List<Notice> notices(CursorPlan cursor) {
    return cursor
        .counts()
        .filter(counts -> counts.nullRows() > 0)
        .map(
            counts ->
                List.of(
                    new Notice(
                        place,
                        "%,d rows are not read because their cursor %s is NULL."
                            .formatted(counts.nullRows(), stream.cursorField().orElseThrow()))))
        .orElse(List.of());
  }
}
