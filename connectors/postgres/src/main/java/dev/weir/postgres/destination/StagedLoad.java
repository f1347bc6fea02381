package dev.weir.postgres.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads one stream in several sessions: each split is one transaction into a staging table. The
 * session that publishes renames that table to the target, or merges its rows into the target.
 */
final class StagedLoad implements Load {
  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;
  private final StagingRecords records;
  private final Targets targets;
  private final String stagingName;
  private @Nullable LoadTable written;
  private @Nullable TargetPublication publication;

  StagedLoad(
      PostgresConnection connection,
      PostgresLoadPlan plan,
      LoadMethod loadMethod,
      ReceiptsTable receipts) {
    this.connection = connection;
    this.plan = plan;
    this.loadMethod = loadMethod;
    this.receipts = receipts;
    this.records = new StagingRecords(connection, plan.schema());
    this.targets = new Targets(connection, plan);
    this.stagingName = plan.stagingName();
  }

  /** Creates and records the staging table in the current transaction. */
  static void prepare(PostgresConnection connection, PostgresLoadPlan plan) {
    StagingRecords records = new StagingRecords(connection, plan.schema());
    records.create();
    records.add(
        plan.stagingName(), plan.request().pipeline(), plan.request().loadId(), plan.name());
    Targets targets = new Targets(connection, plan);
    if (plan.isStagingRenamed()) {
      targets.createReplacement();
    } else {
      StagingTable.createUnlogged(
          connection, plan.place(), plan.quotedStaging(), targets.columns());
    }
  }

  @Override
  public SplitWriter writer(Split split) {
    LoadTable table = written;
    if (table == null) {
      table =
          plan.isStagingRenamed()
              ? targets.replacement().withoutGenerated()
              : new LoadTable(plan.quotedStaging(), plan.quotedStaging(), targets.columns());
      connection.commit();
      written = table;
    }
    return new Writer(
        TableWriter.open(
            connection,
            plan.place(),
            loadMethod,
            table,
            rows -> {
              connection.commit();
              return new Committable(split.id(), rows, stagingName);
            }));
  }

  /** Rolls back a split that is not finished. */
  private final class Writer implements SplitWriter {
    private final TableWriter writer;
    private boolean finished;

    Writer(TableWriter writer) {
      this.writer = writer;
    }

    @Override
    public WriteResult write(Batch batch) {
      return writer.write(batch);
    }

    @Override
    public Committable finish() {
      Committable committable = writer.finish();
      finished = true;
      return committable;
    }

    @Override
    public void close() {
      writer.close();
      if (!finished) {
        connection.rollbackQuietly();
      }
    }
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
    TargetTable target = plan.isStagingRenamed() ? targets.renamed() : targets.open();
    TargetPublication opened = new TargetPublication(connection, plan, receipts, target);
    publication = opened;
    long rows = committables.stream().mapToLong(Committable::rows).sum();
    if (plan.isStagingRenamed()) {
      opened.addDirectRows(rows);
    } else {
      StagingTable staged =
          StagingTable.existing(
              connection,
              plan.place(),
              Merges.part(plan),
              plan.quotedStaging(),
              target.table(),
              Merges.ofStaged(plan, target.table()));
      opened.addStaged(staged);
    }
    records.remove(stagingName);
    LoadCounts counts = opened.build();
    long published = counts.written() + counts.unchanged();
    if (published != rows) {
      throw WeirException.of(
          EngineError.ROWS_DIFFER,
          plan.place(),
          "%,d rows were staged, but %,d were published; nothing is committed"
              .formatted(rows, published));
    }
    return counts;
  }

  private TargetPublication publication() {
    if (publication == null) {
      throw new IllegalStateException("build was not called");
    }
    return publication;
  }

  @Override
  public Digest digest(String method) {
    return publication().digest(method);
  }

  @Override
  public void commit(Receipt receipt) {
    publication().commit(receipt);
  }

  @Override
  public void close() {
    TargetPublication open = publication;
    if (open != null && !open.isCommitted()) {
      connection.rollbackQuietly();
    }
  }
}
