package dev.weir.postgres.source;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.DiscoverableSession;
import dev.weir.core.connector.QueryableSession;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SnapshotSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.connector.SplittableSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.DigestMethod;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;

/** A read-only transaction; all streams are read in one snapshot. */
final class PostgresSourceSession
    implements SourceSession,
        SplittableSession,
        SnapshotSession,
        DiscoverableSession,
        QueryableSession,
        DigestSession.OfSource {
  private final PostgresConnection connection;
  private final String schema;
  private final boolean readOnly;

  /**
   * Creates a session that owns the connection.
   *
   * @param readOnly whether the transaction is read-only; if not, queries may write
   */
  PostgresSourceSession(PostgresConnection connection, String schema, boolean readOnly) {
    this.connection = connection;
    this.schema = schema;
    this.readOnly = readOnly;
  }

  @Override
  public String serverVersion() {
    return connection.serverVersion();
  }

  @Override
  public List<StreamDescription> discover() {
    return new Catalog(connection)
        .tables(schema).stream().map(PostgresSourceSession::describe).toList();
  }

  private static StreamDescription describe(CatalogTable table) {
    return new StreamDescription(
        table.name(),
        table.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        table.estimatedRows(),
        table.columns().stream()
            .map(
                column ->
                    new StreamDescription.Column(column.name(), column.type(), column.notNull()))
            .toList());
  }

  @Override
  public ReadPlan plan(ReadRequest request) {
    StreamConfig stream = request.stream();
    return stream.query().isPresent()
        ? new QueryPlanner(connection, stream, stream.query().get(), readOnly).plan(request)
        : new StreamPlanner(connection, schema, stream).plan(request);
  }

  @Override
  public List<Split> split(ReadPlan plan, Split split, int parts) {
    if (plan.stream().query().isPresent() || plan.stream().rowsMax().isPresent()) {
      return List.of(split);
    }
    return new StreamPlanner(connection, schema, plan.stream()).divide(split, parts);
  }

  @Override
  public String exportSnapshot() {
    return connection.query("SELECT pg_export_snapshot()", row -> row.getString(1)).get(0);
  }

  @Override
  public SplitReader read(
      ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
    Place place = connection.place().inStream(plan.stream().name());
    CopyPart part = part(plan, split);
    Supplier<SplitReader> open =
        () -> PostgresSplitReader.open(connection, part, plan.schema(), place, limits, allocator);
    return plan.stream().query().isPresent()
        ? new QueryReader(connection, place, readOnly, open)
        : open.get();
  }

  private static CopyPart part(ReadPlan plan, Split split) {
    return plan.stream().query().isPresent() ? QuerySplit.of(split) : TableSplit.of(split);
  }

  @Override
  public List<String> digestMethods() {
    return DigestMethod.names(connection);
  }

  @Override
  public Digest digest(ReadPlan plan, String method) {
    return plan.splits().stream()
        .map(split -> connection.digest(part(plan, split).select(), DigestMethod.valueOf(method)))
        .reduce(Digest.EMPTY, Digest::plus);
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
