package dev.weir.postgres.catalog;

import dev.weir.core.error.Place;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * The columns of a query's result, as the server describes them: the query is parsed and planned,
 * but not executed. The types of domains are their base types.
 */
public final class ResultColumns {
  private static final String TYPES =
      """
      WITH %s
      SELECT format_type(t.oid, w.typmod) AS type, w.n, %s
      FROM unnest(string_to_array(?, ',')::oid[], string_to_array(?, ',')::int[])
           WITH ORDINALITY AS w (oid, typmod, n)
      %s
      ORDER BY w.n
      """
          .formatted(TypeSql.TEXT_ONLY, TypeSql.COLUMNS, TypeSql.JOINS);

  private ResultColumns() {}

  /** A column as the protocol's RowDescription has it. */
  public record Described(String name, int typeOid, int typmod) {}

  /** Returns the names and types of a statement's result; empty if it returns no rows. */
  public static Optional<List<Described>> describe(
      PostgresConnection connection, Place place, String sql) {
    return connection.await(
        ServerWait.QUERY,
        place,
        () -> {
          QueryExecutor executor =
              connection.jdbc().unwrap(BaseConnection.class).getQueryExecutor();
          Handler handler = new Handler();
          executor.execute(
              executor.createSimpleQuery(sql),
              null,
              handler,
              0,
              0,
              QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_DESCRIBE_ONLY);
          return Optional.ofNullable(handler.fields)
              .map(
                  fields ->
                      Arrays.stream(fields)
                          .map(it -> new Described(it.getColumnLabel(), it.getOID(), it.getMod()))
                          .toList());
        });
  }

  private static final class Handler extends ResultHandlerBase {
    private Field @Nullable [] fields;

    @Override
    public void handleResultRows(
        Query query, Field[] described, List<Tuple> tuples, @Nullable ResultCursor cursor) {
      fields = described;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
      // A notice does not concern the columns.
    }
  }

  /** Looks up the columns' types; the search path must be empty. */
  public static List<CatalogColumn> lookUp(
      PostgresConnection connection, Place place, List<Described> described) {
    return connection.query(
        ServerWait.QUERY,
        place,
        TYPES,
        row -> column(described, row),
        described.stream()
            .map(it -> Integer.toUnsignedString(it.typeOid()))
            .collect(Collectors.joining(",")),
        described.stream()
            .map(it -> Integer.toString(it.typmod()))
            .collect(Collectors.joining(",")));
  }

  private static CatalogColumn column(List<Described> described, ResultSet row)
      throws SQLException {
    Described column = described.get(row.getInt("n") - 1);
    return TypeSql.column(
        new TypeSql.Declared(column.name(), row.getString("type"), false, false, false, false),
        row);
  }
}
