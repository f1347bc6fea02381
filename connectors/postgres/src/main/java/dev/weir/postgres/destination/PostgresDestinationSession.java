package dev.weir.postgres.destination;

import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.sql.DigestMethod;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.ServerWait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** A session with one transaction per load. */
final class PostgresDestinationSession implements DestinationSession {
  /** Time for a backend to exit, and release its locks, after its client disconnected. */
  private static final Duration BACKEND_EXIT_TIME = Duration.ofSeconds(2);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private static final String LOCK_KEY = "hashtextextended('weir:' || ?, 0)";

  private final PostgresConnection connection;
  private final String schema;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;

  PostgresDestinationSession(PostgresConnection connection, String schema, LoadMethod loadMethod) {
    this.connection = connection;
    this.schema = schema;
    this.loadMethod = loadMethod;
    this.receipts = new ReceiptsTable(connection, schema);
  }

  @Override
  public String serverVersion() {
    return connection.serverVersion();
  }

  @Override
  public void lock(String pipeline) {
    long deadlineNanos = System.nanoTime() + BACKEND_EXIT_TIME.toNanos();
    while (!tryLock(pipeline)) {
      if (System.nanoTime() - deadlineNanos > 0 || !connection.pause(POLL_INTERVAL)) {
        throw PostgresError.LOCKED.at(
            connection.place(),
            "Another run of pipeline " + pipeline + " is writing to this database");
      }
    }
  }

  private boolean tryLock(String pipeline) {
    return connection
        .query("SELECT pg_try_advisory_lock(" + LOCK_KEY + ")", row -> row.getBoolean(1), pipeline)
        .get(0);
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
    Resumption resumption =
        new ResumeCheck(
                connection,
                receipts,
                pipeline,
                stream,
                Identifiers.display(schema, stream.name()),
                new Catalog(connection).table(schema, stream.name()))
            .resume(options);
    connection.commit();
    return resumption;
  }

  @Override
  public LoadPlan plan(LoadRequest request) {
    PostgresLoadPlan plan = new LoadPlanner(connection, schema, receipts, request).plan();
    connection.commit();
    return plan;
  }

  @Override
  public StreamWriter open(LoadPlan loadPlan, BufferAllocator allocator) {
    PostgresLoadPlan plan = (PostgresLoadPlan) loadPlan;
    new Preparation(connection, receipts, plan).run();
    try {
      return new PostgresStreamWriter(connection, plan, target(plan), loadMethod, receipts);
    } catch (WeirException e) {
      connection.rollbackQuietly();
      throw e;
    }
  }

  private TargetTable target(PostgresLoadPlan plan) {
    return switch (plan.method()) {
      case CREATE -> CreatedTable.create(connection, plan);
      case SWAP -> ReplacementTable.create(connection, plan);
      case TRUNCATE -> {
        var existing = plan.existing().orElseThrow();
        TableLock.exclusive(connection, existing, plan.place());
        // With ONLY, so that inheriting tables keep their rows.
        connection.execute(
            ServerWait.COMMIT, plan.place(), "TRUNCATE " + existing.withoutChildren());
        yield new ExistingTable(existing, Alterations.apply(connection, plan, plan.name()), true);
      }
      case APPEND ->
          new ExistingTable(
              plan.existing().orElseThrow(), Alterations.loadTable(connection, plan), false);
    };
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
    // Released explicitly: the backend may exit only after the next run has begun.
    connection.runQuietly(
        () -> {
          try (var statement = connection.jdbc().createStatement()) {
            connection.jdbc().rollback();
            connection.jdbc().setAutoCommit(true);
            statement.execute("SELECT pg_advisory_unlock_all()");
          }
        });
    connection.close();
  }
}
