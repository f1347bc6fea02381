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
import dev.weir.postgres.sql.PostgresConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads one stream in the session's current transaction. The first load of a transaction commits it
 * with the rows of those that have joined.
 */
final class DirectLoad implements Load {
  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;
  private final Transaction transaction;
  private final TargetPublication publication;
  private final int number;

  private DirectLoad(
      PostgresConnection connection,
      PostgresLoadPlan plan,
      TargetTable target,
      LoadMethod loadMethod,
      ReceiptsTable receipts,
      Transaction transaction) {
    this.connection = connection;
    this.plan = plan;
    this.loadMethod = loadMethod;
    this.receipts = receipts;
    this.transaction = transaction;
    this.publication = new TargetPublication(connection, plan, receipts, target);
    this.number = transaction.publications.size();
    transaction.publications.add(publication);
  }

  /** Opens the first load of a transaction. */
  static DirectLoad open(
      PostgresConnection connection,
      PostgresLoadPlan plan,
      TargetTable target,
      LoadMethod loadMethod,
      ReceiptsTable receipts) {
    return new DirectLoad(connection, plan, target, loadMethod, receipts, new Transaction());
  }

  /** Opens another load of the transaction. */
  DirectLoad join(PostgresLoadPlan other, TargetTable target) {
    return new DirectLoad(connection, other, target, loadMethod, receipts, transaction);
  }

  /** What the loads of a transaction share. */
  private static final class Transaction {
    private final List<TargetPublication> publications = new ArrayList<>();

    private int staged;

    /** The writer whose statement may be under way. */
    private @Nullable TableWriter active;

    /** Makes a writer the active one; null if another statement follows. */
    void activate(@Nullable TableWriter next) {
      TableWriter before = active;
      if (before != null && before != next) {
        before.suspend();
      }
      active = next;
    }

    boolean isJoint() {
      return publications.size() > 1;
    }
  }

  @Override
  public SplitWriter writer(Split split) {
    transaction.activate(null);
    LoadTable target = publication.target().table();
    Optional<Merge> merge = Merges.of(plan, target, split.part());
    if (merge.isEmpty()) {
      return writer(
          TableWriter.open(
              connection,
              plan.place(),
              loadMethod,
              target.withoutGenerated(),
              rows -> {
                publication.addDirectRows(rows);
                return new Committable(split.id(), rows, "");
              }));
    }
    StagingTable staged =
        StagingTable.createTemporary(
            connection, plan.place(), split.part(), target, merge.get(), transaction.staged++);
    publication.addStaged(staged);
    return writer(
        TableWriter.open(
            connection,
            plan.place(),
            loadMethod,
            staged.table(),
            rows -> new Committable(split.id(), rows, "")));
  }

  private SplitWriter writer(TableWriter writer) {
    if (!transaction.isJoint()) {
      return writer;
    }
    transaction.activate(writer);
    return new JointWriter(transaction, writer);
  }

  /** Writes in turns with the writers of the other loads. */
  private record JointWriter(Transaction transaction, TableWriter writer) implements SplitWriter {
    @Override
    public WriteResult write(Batch batch) {
      transaction.activate(writer);
      return writer.write(batch);
    }

    @Override
    public Committable finish() {
      transaction.activate(null);
      return writer.finish();
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
    transaction.activate(null);
    return publication.build();
  }

  @Override
  public Digest digest(String method) {
    return publication.digest(method);
  }

  @Override
  public void commit(Receipt receipt) {
    if (number > 0) {
      throw new IllegalStateException("The first load commits " + plan.name());
    }
    publication.commit(receipt, transaction.publications);
  }

  /** The first load rolls the transaction back unless it is committed. */
  @Override
  public void close() {
    if (number == 0 && !publication.isCommitted()) {
      connection.rollbackQuietly();
    }
  }
}
