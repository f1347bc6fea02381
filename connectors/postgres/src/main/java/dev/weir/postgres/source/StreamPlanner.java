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
import dev.weir.postgres.catalog.TableIdentity;
import dev.weir.postgres.catalog.TableShapes;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SqlExpression;
import dev.weir.postgres.type.PostgresFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Plans the read of one stream: which columns and rows, in which parts. */
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
    List<CatalogColumn> columns = columns(table);
    String where = where();
    checkPrivileges(table, columns);
    List<Split> splits = List.of(new TableSplit(ReadPart.NEW, table, columns, where));
    CursorPlan cursor = CursorPlan.NONE;
    if (stream.cursorField().isPresent()) {
      CatalogColumn field = named(table, stream.cursorField().get());
      cursor =
          new CursorPlanner(connection, stream, table, field, where, place).plan(request.from());
      splits =
          cursor.ranges().stream()
              .<Split>map(
                  range ->
                      new TableSplit(range.part(), table, columns, both(where, range.predicate())))
              .toList();
    }
    Map<String, String> metadata =
        request.describeTable() ? TableShapes.read(connection, table.oid()).toMetadata() : Map.of();
    return new ReadPlan(
        stream,
        new Schema(columns.stream().map(StreamPlanner::field).toList(), metadata),
        splits,
        cursor.upTo(),
        cursor.counts(),
        TableIdentity.of(connection, table),
        notices(cursor));
  }

  private static Field field(CatalogColumn column) {
    return PostgresFields.field(
        column.name(),
        column.type(),
        column.notNull(),
        column.columnType(),
        column.travelsAsText());
  }

  static String both(String where, String predicate) {
    return where.isEmpty() ? predicate : where + " AND " + predicate;
  }

  private CatalogTable table() {
    Catalog catalog = new Catalog(connection);
    return catalog.table(schema, stream.name()).orElseThrow(() -> missing(catalog));
  }

  private WeirException missing(Catalog catalog) {
    List<String> names = catalog.tables(schema).stream().map(CatalogTable::name).toList();
    return PostgresError.TABLE_MISSING
        .at(
            place,
            "There is no table or view %s in schema %s that this role can see"
                .formatted(stream.name(), schema))
        .withHint(suggestion(stream.name(), names) + PostgresError.TABLE_MISSING.remedy());
  }

  private CatalogColumn named(CatalogTable table, String name) {
    List<String> names = table.columns().stream().map(CatalogColumn::name).toList();
    return table
        .column(name)
        .orElseThrow(
            () ->
                PostgresError.COLUMN_MISSING
                    .at(
                        place.inColumn(name),
                        "The table %s has no column %s; it has %s"
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
      stream.columns().forEach(name -> columns.add(named(table, name)));
    }
    if (columns.isEmpty()) {
      throw PostgresError.NO_COLUMNS.at(
          place, "The table %s has no column to move".formatted(table.display()));
    }
    return List.copyOf(columns);
  }

  /** The stream's predicate in parentheses; empty for all rows. */
  private String where() {
    Optional<String> where = stream.where();
    if (where.isPresent() && !SqlExpression.isClosed(where.get())) {
      throw PostgresError.WHERE.at(
          place,
          "The stream's where is not one expression: a quote, comment or parenthesis is"
              + " not closed, or a semicolon stands in it");
    }
    return where.map(text -> "(" + text + "\n)").orElse("");
  }

  private void checkPrivileges(CatalogTable table, List<CatalogColumn> columns) {
    List<String> lacking =
        connection.query(
            """
            SELECT CASE WHEN has_schema_privilege(c.relnamespace, 'USAGE') THEN a.attname ELSE '' END
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.oid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
              AND NOT (has_schema_privilege(c.relnamespace, 'USAGE')
                       AND has_column_privilege(c.oid, a.attnum, 'SELECT'))
            """,
            row -> row.getString(1),
            Long.toString(table.oid()));
    if (lacking.contains("")) {
      throw PostgresError.PERMISSION.at(
          place, "The role lacks the privilege USAGE on schema " + table.schema());
    }
    columns.stream()
        .map(CatalogColumn::name)
        .filter(lacking::contains)
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
                        "%,d rows have no value in the cursor %s, and no incremental read delivers"
                                .formatted(counts.nullRows(), stream.cursorField().orElseThrow())
                            + " them.")))
        .orElse(List.of());
  }
}
