package dev.weir.postgres.source;

import dev.weir.core.config.NearMiss;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamQuery;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.ResultColumns;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.QueryText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Plans the read of a query. COPY takes no parameters, so they are bound to settings of the
 * transaction, and the query reads these with the type that the server has inferred: {@code
 * current_setting('weir.p1')::bigint}. The planner evaluates that like a constant.
 */
final class QueryPlanner {
  private static final Set<String> READING = Set.of("select", "with", "values", "table", "(");
  private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge");

  private static final String STATEMENT = "weir_query";
  private static final String PREPARE = "PREPARE " + STATEMENT + " AS ";

  private static final String TYPES =
      "SELECT format_type(t.oid, NULL) FROM pg_prepared_statements s,"
          + " unnest(s.parameter_types) WITH ORDINALITY AS t (oid, n) WHERE s.name = ? ORDER BY t.n";

  private final PostgresConnection connection;
  private final StreamConfig stream;
  private final StreamQuery query;
  private final boolean readOnly;
  private final Place place;

  QueryPlanner(
      PostgresConnection connection, StreamConfig stream, StreamQuery query, boolean readOnly) {
    this.connection = connection;
    this.stream = stream;
    this.query = query;
    this.readOnly = readOnly;
    this.place = connection.place().inStream(stream.name());
  }

  ReadPlan plan(ReadRequest request) {
    QueryText text = text();
    boolean modifies = WRITING.contains(text.firstWord());
    String where = StreamPlanner.where(stream, place);
    useSearchPathOfRole(connection);
    QueryText.Rendered rendered = text.names().isEmpty() ? text.render(name -> name) : bind(text);
    List<ResultColumns.Described> described = describe(rendered);
    useEmptySearchPath(connection);
    List<CatalogColumn> columns =
        ResultColumns.lookUp(connection, place, described).stream()
            .map(column -> column.in(request.form()))
            .toList();
    List<CatalogColumn> selected = selected(columns);
    QuerySplit split =
        new QuerySplit(
            rendered.sql(),
            modifies,
            selected,
            selected.equals(columns),
            where,
            CopyPart.limit(stream.rowsMax()));
    return new ReadPlan(
        stream,
        new Schema(selected.stream().map(StreamPlanner::field).toList()),
        List.of(split.split()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Names without a schema are resolved as in any session of the role. */
  static void useSearchPathOfRole(PostgresConnection connection) {
    connection.execute("SET LOCAL search_path TO DEFAULT");
  }

  /** Names of types are then qualified, as everywhere else. */
  static void useEmptySearchPath(PostgresConnection connection) {
    connection.execute("SET LOCAL search_path TO ''");
  }

  private QueryText text() {
    QueryText text;
    try {
      text = QueryText.parse(query.text(), query.parameters().keySet());
    } catch (QueryText.FaultException e) {
      throw PostgresError.QUERY_TEXT.at(place, e.fault().message());
    }
    String word = text.firstWord();
    if (WRITING.contains(word)) {
      if (readOnly) {
        throw PostgresError.QUERY_WRITES.at(
            place,
            "The query is %s, and runs in a read-only transaction"
                .formatted(word.toUpperCase(Locale.ROOT)));
      }
    } else if (!READING.contains(word)) {
      throw PostgresError.QUERY_TEXT.at(
          place,
          "The query begins with %s, which is not a statement that COPY can read"
              .formatted(NearMiss.quote(word)));
    }
    for (String name : query.parameters().keySet()) {
      if (!text.names().contains(name)) {
        throw PostgresError.QUERY_PARAMETER.at(
            place, "The query has no parameter :%s".formatted(name));
      }
    }
    return text;
  }

  /** Binds the parameters, and returns the query that reads them. */
  private QueryText.Rendered bind(QueryText text) {
    List<String> names = text.names();
    QueryText.Rendered numbered = text.render(name -> "$" + (names.indexOf(name) + 1));
    explained(
        numbered,
        PREPARE.length(),
        () -> {
          connection.execute(PREPARE + numbered.sql());
          return true;
        });
    useEmptySearchPath(connection);
    List<String> types = connection.query(TYPES, row -> row.getString(1), STATEMENT);
    connection.execute("DEALLOCATE " + STATEMENT);
    for (int i = 0; i < names.size(); i++) {
      bind(names.get(i), i, types.get(i));
    }
    useSearchPathOfRole(connection);
    return text.render(name -> value(names.indexOf(name), types.get(names.indexOf(name))));
  }

  private void bind(String name, int index, String type) {
    String value = query.parameters().getOrDefault(name, "");
    connection.query(
        "SELECT set_config(?, ?, true)", row -> row.getString(1), setting(index), value);
    try {
      connection.query("SELECT " + value(index, type) + " IS NULL", row -> row.getBoolean(1));
    } catch (WeirException e) {
      throw PostgresError.QUERY_PARAMETER
          .at(place, "The value of :%s is not a %s: %s".formatted(name, type, e.getMessage()))
          .withSqlState(e.sqlState().orElse(null))
          .causedBy(e);
    }
  }

  private static String setting(int index) {
    return "weir.p" + (index + 1);
  }

  private static String value(int index, String type) {
    return "(pg_catalog.current_setting('" + setting(index) + "')::" + type + ")";
  }

  private List<ResultColumns.Described> describe(QueryText.Rendered rendered) {
    List<ResultColumns.Described> columns =
        explained(rendered, 0, () -> ResultColumns.describe(connection, place, rendered.sql()))
            .orElse(List.of());
    if (columns.isEmpty()) {
      throw PostgresError.QUERY_COLUMNS.at(place, "The query returns no columns");
    }
    Set<String> names = new HashSet<>();
    for (ResultColumns.Described column : columns) {
      if (!names.add(column.name())) {
        throw PostgresError.QUERY_COLUMNS.at(
            place.inColumn(column.name()),
            "The query returns two columns named %s".formatted(NearMiss.quote(column.name())));
      }
    }
    return columns;
  }

  /** Adds what the server says of the place in the text. */
  private static <T> T explained(QueryText.Rendered rendered, int prefix, Supplier<T> call) {
    try {
      return call.get();
    } catch (WeirException e) {
      ServerErrorMessage server =
          e.getCause() instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
      if (server == null || server.getPosition() <= prefix) {
        throw e;
      }
      String hint = server.getHint() == null ? "Correct the query." : server.getHint();
      throw e.withHint(hint).withExcerpt(rendered.excerpt(server.getPosition() - prefix));
    }
  }

  private List<CatalogColumn> selected(List<CatalogColumn> columns) {
    if (stream.columns().isEmpty()) {
      return columns;
    }
    List<CatalogColumn> selected = new ArrayList<>();
    Map<String, CatalogColumn> byName =
        columns.stream().collect(Collectors.toMap(CatalogColumn::name, column -> column));
    for (String name : stream.columns()) {
      CatalogColumn column = byName.get(name);
      if (column == null) {
        throw PostgresError.COLUMN_MISSING.at(
            place.inColumn(name), "The query returns no column " + NearMiss.quote(name));
      }
      selected.add(column);
    }
    return selected;
  }
}
