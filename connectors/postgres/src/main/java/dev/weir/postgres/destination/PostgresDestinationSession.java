package dev.weir.postgres.destination;

import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.JointCommitSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.LockableSession;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.TransformState;
import dev.weir.core.connector.TransformStateSession;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.DigestMethod;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** A session with one transaction per load. */
final class PostgresDestinationSession
    implements DestinationSession,
        LockableSession,
        DigestSession,
        JointCommitSession,
        TransformStateSession {
  private final PostgresConnection connection;
  private final String schema;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;
  private final PipelineLock lock;

  /** The targets that were read and not planned yet, by stream. */
  private final Map<String, Optional<CatalogTable>> targets = new HashMap<>();

  private final Map<String, TargetInspection> inspections = new HashMap<>();

  PostgresDestinationSession(PostgresConnection connection, String schema, LoadMethod loadMethod) {
    this.connection = connection;
    this.schema = schema;
    this.loadMethod = loadMethod;
    this.receipts = new ReceiptsTable(connection, schema);
    this.lock = new PipelineLock(connection, schema);
  }

  @Override
  public String serverVersion() {
    return connection.serverVersion();
  }

  @Override
  public void lock(String pipeline) {
    lock.acquire(pipeline);
  }

  @Override
  public void join(String pipeline) {
    lock.join(pipeline);
  }

  @Override
  public void checkLock(String pipeline) {
    lock.check();
  }

  @Override
  public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
    Optional<Receipt> receipt =
        receipts.status().tableExists()
            ? receipts.ofLoad(pipeline, stream, loadId)
            : Optional.empty();
    connection.commit();
    return receipt;
  }

  @Override
  public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
    Optional<CatalogTable> target = readTarget(stream);
    targets.put(stream.name(), target);
    Resumption resumption =
        new ResumeCheck(
                connection,
                receipts,
                pipeline,
                stream,
                Identifiers.display(schema, stream.name()),
                target)
            .resume(options);
    connection.commit();
    return resumption;
  }

  @Override
  public Resumption resumeWithoutTarget(
      String pipeline, StreamConfig stream, WriteOptions options) {
    Resumption resumption =
        new ResumeCheck(
                connection,
                receipts,
                pipeline,
                stream,
                Identifiers.display(schema, stream.name()),
                Optional.empty())
            .resumeWithoutTarget();
    connection.commit();
    return resumption;
  }

  @Override
  public Optional<TransformState> transformState(Receipt last) {
    Optional<TransformState> state =
        StateTable.exists(connection, schema)
            ? new StateTable(connection, schema).find(last)
            : Optional.empty();
    connection.commit();
    return state;
  }

  private Optional<CatalogTable> readTarget(StreamConfig stream) {
    return new Catalog(connection).table(schema, stream.name());
  }

  @Override
  public void inspect(StreamConfig stream, WriteOptions options) {
    inspections.put(stream.name(), newInspection(stream, options));
    connection.commit();
  }

  private TargetInspection newInspection(StreamConfig stream, WriteOptions options) {
    Optional<CatalogTable> read = targets.remove(stream.name());
    Optional<CatalogTable> target = read == null ? readTarget(stream) : read;
    return TargetInspection.of(connection, target, options);
  }

  @Override
  public LoadPlan plan(LoadRequest request) {
    TargetInspection known = inspections.remove(request.stream().name());
    TargetInspection inspection =
        known == null ? newInspection(request.stream(), request.options()) : known;
    PostgresLoadPlan plan =
        new LoadPlanner(connection, schema, loadMethod, receipts, inspection, request).plan();
    connection.commit();
    return plan;
  }

  @Override
  public void prepare(LoadPlan plan) {
    new Preparation(connection, receipts, (PostgresLoadPlan) plan).run();
  }

  @Override
  public Load open(LoadPlan loadPlan, BufferAllocator allocator) {
    PostgresLoadPlan plan = (PostgresLoadPlan) loadPlan;
    if (plan.lanes() > 1) {
      return new StagedLoad(connection, plan, loadMethod, receipts);
    }
    try {
      TargetTable target = new Targets(connection, plan).open();
      return DirectLoad.open(connection, plan, target, loadMethod, receipts);
    } catch (WeirException e) {
      connection.rollbackQuietly();
      throw e;
    }
  }

  @Override
  public Load openJointly(Load first, LoadPlan loadPlan, BufferAllocator allocator) {
    PostgresLoadPlan plan = (PostgresLoadPlan) loadPlan;
    TargetTable target = new Targets(connection, plan).open();
    return ((DirectLoad) first).join(plan, target);
  }

  @Override
  public List<String> digestMethods() {
    return DigestMethod.names(connection);
  }

  @Override
  public void cancel() {
    connection.cancel();
  }

  @Override
  public void close() {
    lock.releaseQuietly();
    connection.close();
  }
}
