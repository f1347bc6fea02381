package dev.weir.postgres.source;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.DiscoverableSession;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SnapshotSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.connector.SplittableSession;
import dev.weir.core.connector.StreamDescription;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.DigestMethod;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;

/** A read-only transaction; all streams are read in one snapshot. */
final class PostgresSourceSession
    implements SourceSession,
        SplittableSession,
        SnapshotSession,
        DiscoverableSession,
        DigestSession.OfSource {
  private final PostgresConnection connection;
  private final String schema;

  /** Creates a session that owns the connection. */
  PostgresSourceSession(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
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
    return new StreamPlanner(connection, schema, request.stream()).plan(request);
  }

  @Override
  public List<Split> split(ReadPlan plan, Split split, int parts) {
    return new StreamPlanner(connection, schema, plan.stream()).divide(split, parts);
  }

  @Override
  public String exportSnapshot() {
    return connection.query("SELECT pg_export_snapshot()", row -> row.getString(1)).get(0);
  }

  @Override
  public SplitReader read(
      ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
    return PostgresSplitReader.open(
        connection,
        TableSplit.of(split),
        plan.schema(),
        connection.place().inStream(plan.stream().name()),
        limits,
        allocator);
  }

  @Override
  public List<String> digestMethods() {
    return DigestMethod.names(connection);
  }

  @Override
  public Digest digest(ReadPlan plan, String method) {
    return plan.splits().stream()
        .map(
            split -> connection.digest(TableSplit.of(split).select(), DigestMethod.valueOf(method)))
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
