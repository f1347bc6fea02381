package dev.weir.postgres.source;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.connector.StreamReader;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.source.StreamPlan.CursorRange;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** One read-only transaction; all that it reads is of one moment. */
final class PostgresSourceSession implements SourceSession {
  private final PostgresConnection connection;
  private final String schema;
  private final Catalog catalog;
  private final Map<ReadRequest, StreamPlan> plans = new HashMap<>();

  PostgresSourceSession(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
    this.catalog = new Catalog(connection);
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  }

  @Override
  public String serverVersion() {
    return connection.serverVersion();
  }

  @Override
  public List<StreamDescription> discover() {
    return catalog.tables(schema).stream()
        .map(
            table ->
                new StreamDescription(
                    table.name(),
                    table.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    table.estimatedRows(),
                    table.columns().stream()
                        .map(
                            column ->
                                new StreamDescription.Column(
                                    column.name(), column.type(), column.notNull()))
                        .toList()))
        .toList();
  }

  @Override
  public List<String> columns(StreamConfig stream) {
    return StreamPlan.of(table(stream), stream, CursorRange.ALL, place(stream)).columnNames();
  }

  @Override
  public StreamReader read(ReadRequest request, BatchLimits limits, BufferAllocator allocator) {
    StreamConfig stream = request.stream();
    CatalogTable table = table(stream);
    CursorRange range = range(table, request);
    StreamPlan plan = StreamPlan.of(table, stream, range, place(stream));
    plans.put(request, plan);
    return PostgresStreamReader.open(
        connection, plan, range.upTo(), place(stream), limits, allocator);
  }

  /** Where an incremental read ends: at the greatest value in the snapshot, in its text form. */
  private CursorRange range(CatalogTable table, ReadRequest request) {
    Optional<String> field = request.stream().cursorField();
    if (field.isEmpty()) {
      return CursorRange.ALL;
    }
    CatalogColumn column = StreamPlan.named(table, field.get(), place(request.stream()));
    CursorRange open = new CursorRange(field, request.after(), Optional.empty());
    String quoted = Identifiers.quote(column.name());
    StreamPlan unbounded = StreamPlan.of(table, request.stream(), open, place(request.stream()));
    // The cast stands outside: ORDER BY takes a name for the result's column first, and so would
    // put the texts in order, 9999 behind 50000.
    String sql =
        "SELECT q."
            + quoted
            + "::text FROM (SELECT "
            + quoted
            + " FROM "
            + table.quoted()
            + " WHERE "
            + unbounded.where()
            + " ORDER BY "
            + quoted
            + " DESC LIMIT 1) AS q";
    Optional<Cursor> last =
        connection.query(sql, row -> row.getString(1)).stream()
            .findFirst()
            .map(value -> new Cursor(column.name(), column.type(), value));
    return new CursorRange(field, request.after(), last);
  }

  @Override
  public Digest digest(ReadRequest request) {
    StreamPlan plan = plans.get(request);
    if (plan == null) {
      throw new IllegalStateException("The request has not been read");
    }
    return connection.digest(plan.select());
  }

  private CatalogTable table(StreamConfig stream) {
    return catalog
        .table(schema, stream.name())
        .orElseThrow(
            () ->
                WeirException.of(
                    "source.table_missing",
                    ErrorKind.SCHEMA,
                    place(stream),
                    "There is no table or view "
                        + stream.name()
                        + " in schema "
                        + schema
                        + " that this user can see",
                    "See `weir discover` for the streams that are there."));
  }

  private Place place(StreamConfig stream) {
    return connection.place().inStream(stream.name());
  }

  @Override
  public void cancel() {
    connection.cancel();
  }

  @Override
  public void close() {
    connection.close();
  }
}
