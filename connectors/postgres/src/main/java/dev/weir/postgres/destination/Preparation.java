package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.TableShape;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;

/** Makes what a load needs and a failed load may leave behind; committed before the load begins. */
final class Preparation {
  private final PostgresConnection connection;
  private final ReceiptsTable receipts;
  private final PostgresLoadPlan plan;

  Preparation(PostgresConnection connection, ReceiptsTable receipts, PostgresLoadPlan plan) {
    this.connection = connection;
    this.receipts = receipts;
    this.plan = plan;
  }

  void run() {
    if (!plan.receipts().schema() || !plan.receipts().current() || !plan.missingTypes().isEmpty()) {
      // Two pipelines that begin at once would make the same things, and one of them fail.
      connection.query(
          "SELECT pg_advisory_xact_lock(hashtextextended('weir schema ' || ?, 0))",
          row -> true,
          plan.schema());
      schemaAndReceipts();
      plan.missingTypes().forEach(this::create);
    }
    if (plan.method() == PostgresLoadPlan.Method.APPEND
        && !plan.match().orElseThrow().alterations().isEmpty()) {
      TableLock.exclusive(connection, plan.existing().orElseThrow(), plan.place());
      Alterations.apply(connection, plan, plan.name());
    }
    connection.commit();
  }

  private void schemaAndReceipts() {
    ReceiptsTable.Status now = receipts.status();
    if (!now.schema()) {
      connection.execute("CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(plan.schema()));
    }
    if (!now.current()) {
      receipts.create();
    }
  }

  private void create(TableShape.UserType type) {
    boolean missing =
        connection
            .query(
                "SELECT to_regtype(?) IS NULL",
                row -> row.getBoolean(1),
                Identifiers.quote(type.schema(), type.name()))
            .get(0);
    if (missing) {
      connection.execute(
          ServerWait.QUERY, plan.place(), MissingTypes.createStatement(type, plan.place()));
    }
  }
}
