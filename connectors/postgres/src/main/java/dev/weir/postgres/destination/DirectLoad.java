package dev.weir.postgres.destination;

import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.postgres.destination.StagingTable.Merge;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;
import java.util.Optional;

/** Loads one stream in the session's current transaction. */
final class DirectLoad implements Load {
  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final LoadMethod loadMethod;
  private final TargetPublication publication;

  DirectLoad(
      PostgresConnection connection,
      PostgresLoadPlan plan,
      TargetTable target,
      LoadMethod loadMethod,
      ReceiptsTable receipts) {
    this.connection = connection;
    this.plan = plan;
    this.loadMethod = loadMethod;
    this.publication = new TargetPublication(connection, plan, receipts, target);
  }

  @Override
  public SplitWriter writer(Split split) {
    LoadTable target = publication.target().table();
    Optional<Merge> merge = Merges.of(plan, target, split.part());
    if (merge.isEmpty()) {
      return TableWriter.open(
          connection,
          plan.place(),
          loadMethod,
          target.withoutGenerated(),
          rows -> {
            publication.addDirectRows(rows);
            return new Committable(split.id(), rows, "");
          });
    }
    StagingTable staged =
        StagingTable.createTemporary(connection, plan.place(), split.part(), target, merge.get());
    publication.addStaged(staged);
    return TableWriter.open(
        connection,
        plan.place(),
        loadMethod,
        staged.table(),
        rows -> new Committable(split.id(), rows, ""));
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
    return publication.build();
  }

  @Override
  public Digest digest(String method) {
    return publication.digest(method);
  }

  @Override
  public void commit(Receipt receipt) {
    publication.commit(receipt);
  }

  @Override
  public void close() {
    if (!publication.isCommitted()) {
      connection.rollbackQuietly();
    }
  }
}
