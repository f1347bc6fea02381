package dev.weir.postgres.destination;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Receipt;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.sql.DigestMethod;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.sql.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Publishes the rows of one stream in the current transaction. */
final class TargetPublication {
  private static final String WRITTEN_BY_THIS_TRANSACTION = "xmin = pg_current_xact_id()::xid";

  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final ReceiptsTable receipts;
  private final TargetTable target;
  private final Place place;
  private final List<StagingTable> staging = new ArrayList<>();
  private long directRows;
  private boolean hasDirectRows;
  private boolean committed;

  TargetPublication(
      PostgresConnection connection,
      PostgresLoadPlan plan,
      ReceiptsTable receipts,
      TargetTable target) {
    this.connection = connection;
    this.plan = plan;
    this.receipts = receipts;
    this.target = target;
    this.place = plan.place();
  }

  TargetTable target() {
    return target;
  }

  boolean isCommitted() {
    return committed;
  }

  /** Adds rows that were written to the target itself. */
  void addDirectRows(long rows) {
    hasDirectRows = true;
    directRows += rows;
  }

  /** Adds staged rows, which {@link #build} merges. */
  void addStaged(StagingTable staged) {
    staging.add(staged);
  }

  LoadCounts build() {
    LoadCounts counts = LoadCounts.inserted(directRows);
    for (StagingTable staged : staging) {
      counts = counts.plus(staged.apply());
    }
    target.build();
    return counts;
  }

  Digest digest(String methodName) {
    DigestMethod method = DigestMethod.valueOf(methodName);
    if (target.containsOnlyThisLoad()) {
      return digestOf(target.table(), "", method);
    }
    boolean merged =
        staging.stream().anyMatch(staged -> !(staged.merge() instanceof Merge.InsertAll));
    if (!merged) {
      return digestOf(target.table(), WRITTEN_BY_THIS_TRANSACTION, method);
    }
    Digest digest = Digest.EMPTY;
    for (StagingTable staged : staging) {
      long missing = staged.missing();
      if (missing > 0) {
        throw WeirException.of(
            EngineError.CONTENT_DIFFERS,
            place,
            "%,d of the merged rows are missing from the target; nothing is committed"
                .formatted(missing));
      }
      digest = digest.plus(digestOf(staged.table(), "", method));
    }
    return hasDirectRows
        ? digest.plus(digestOf(target.table(), WRITTEN_BY_THIS_TRANSACTION + aboveCursor(), method))
        : digest;
  }

  /** Returns a condition that selects the rows written directly to the target. */
  private String aboveCursor() {
    return plan.request()
        .from()
        .after()
        .map(
            position ->
                " AND " + Merges.cursorColumn(plan, target.table()).compare(">", position.value()))
        .orElse("");
  }

  private Digest digestOf(LoadTable table, String where, DigestMethod method) {
    return connection.digest(SelectStatement.of(table.rows(), table.columnList(), where), method);
  }

  void commit(Receipt receipt) {
    commit(receipt, List.of(this));
  }

  /**
   * Commits with the rows of other publications of the transaction.
   *
   * @param all includes this one
   */
  void commit(Receipt receipt, List<TargetPublication> all) {
    all.forEach(TargetPublication::publish);
    receipts.add(receipt, target.oid());
    receipt
        .state()
        .ifPresent(state -> new StateTable(connection, plan.schema()).put(receipt, state));
    connection.await(
        ServerWait.COMMIT,
        place,
        () -> {
          try {
            connection.jdbc().commit();
            return true;
          } catch (SQLException e) {
            throw SqlErrors.isCommitRejected(e) ? connection.error(place, e) : outcomeUnknown(e);
          }
        });
    committed = true;
  }

  private void publish() {
    target.publish();
    staging.forEach(StagingTable::drop);
  }

  /** Returns an error after which the receipt determines whether the load was committed. */
  private WeirException outcomeUnknown(SQLException error) {
    return PostgresError.COMMIT_UNKNOWN
        .at(
            place,
            "The connection was lost during COMMIT: " + connection.error(place, error).getMessage())
        .withSqlState(error.getSQLState())
        .causedBy(error);
  }
}
