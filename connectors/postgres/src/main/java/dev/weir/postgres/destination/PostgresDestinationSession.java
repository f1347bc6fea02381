package dev.weir.postgres.destination;

import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.WriteRequest;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.SqlCursor;
import dev.weir.postgres.sql.SqlErrors;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** One connection; one transaction a load. */
final class PostgresDestinationSession implements DestinationSession {
  /** Before a table that stands in for another until it is swapped; the load's id follows. */
  private static final String STAGED_PREFIX = "_weir_stage_";

  private final PostgresConnection connection;
  private final String schema;
  private final LoadMethod loadMethod;
  private final Receipts receipts;

  /** By stream, what a load left in place that the source no longer has. */
  private final Map<String, Digest> putBack = new HashMap<>();

  PostgresDestinationSession(PostgresConnection connection, String schema, LoadMethod loadMethod) {
    this.connection = connection;
    this.schema = schema;
    this.loadMethod = loadMethod;
    this.receipts = new Receipts(connection, schema);
  }

  @Override
  public String serverVersion() {
    return connection.serverVersion();
  }

  @Override
  public void lock(String pipeline) {
    boolean locked =
        connection
            .query(
                "SELECT pg_try_advisory_lock(hashtextextended('weir:' || ?, 0))",
                row -> row.getBoolean(1),
                pipeline)
            .get(0);
    connection.commit();
    if (!locked) {
      throw WeirException.of(
          "destination.locked",
          ErrorKind.RESOURCE,
          connection.place(),
          "Another run of pipeline " + pipeline + " is writing to this database",
          "Wait for it to end, or end it.");
    }
  }

  @Override
  public Optional<Receipt> lastReceipt(String pipeline, String stream) {
    Optional<Receipt> last =
        receipts.presence().table() ? receipts.last(pipeline, stream) : Optional.empty();
    connection.commit();
    return last;
  }

  @Override
  public StreamWriter write(WriteRequest request, Schema stream, BufferAllocator allocator) {
    Place place = connection.place().inStream(request.stream().name());
    makeReady();
    String name = request.stream().name();
    Target target =
        switch (request.writeMode()) {
          case APPEND -> Target.forAppend(connection, schema, name, stream, place);
          case REPLACE ->
              Target.forReplace(
                  connection, schema, name, STAGED_PREFIX + request.loadId(), stream, place);
        };
    Optional<Boundary> boundary =
        request.after().map(cursor -> new Boundary(connection, target, cursor));
    boundary.ifPresent(Boundary::setAside);
    try {
      Loader loader =
          switch (loadMethod) {
            case COPY -> new CopyLoader(connection, target);
            case INSERT -> new InsertLoader(connection, target);
          };
      return new PostgresStreamWriter(
          connection, target, loader, boundary, receipts, place, back -> putBack.put(name, back));
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    }
  }

  /** The schema and the receipts' table, committed before the load begins. */
  private void makeReady() {
    Receipts.Presence present = receipts.presence();
    if (!present.schema() || !present.table()) {
      // Two pipelines that begin at once would make the same things, and one of them fail.
      connection.query(
          "SELECT pg_advisory_xact_lock(hashtextextended('weir schema ' || ?, 0))",
          row -> true,
          schema);
      present = receipts.presence();
    }
    if (!present.schema()) {
      connection.execute("CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(schema));
    }
    if (!present.table()) {
      receipts.create();
    }
    connection.commit();
  }

  @Override
  public Digest digest(ReadRequest request, List<String> columns) {
    Optional<CatalogTable> table = new Catalog(connection).table(schema, request.stream().name());
    if (table.isEmpty()) {
      return Digest.EMPTY;
    }
    String where = request.after().map(cursor -> SqlCursor.compare(cursor, ">=")).orElse("");
    Digest digest = connection.digest(SelectStatement.of(table.get().quoted(), columns, where));
    connection.commit();
    return digest.minus(putBack.getOrDefault(request.stream().name(), Digest.EMPTY));
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
