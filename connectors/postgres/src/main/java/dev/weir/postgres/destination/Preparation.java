package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;

/** Creates the schema, the receipts table and types, and commits, before the load begins. */
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
    ReceiptsTableStatus planned = plan.receipts();
    if (!planned.schemaExists() || !planned.isCurrent() || !plan.missingTypes().isEmpty()) {
      // Serializes concurrent runs, of which one would fail to create the same objects.
      connection.query(
          "SELECT pg_advisory_xact_lock(hashtextextended('weir schema ' || ?, 0))",
          row -> true,
          plan.schema());
      createSchemaAndReceiptsTable();
      plan.missingTypes().forEach(this::createType);
    }
    if (plan.createsStateTable()) {
      new StateTable(connection, plan.schema()).create();
    }
    if (plan.method() == PostgresLoadPlan.Method.APPEND
        && !plan.mapping().orElseThrow().alterations().isEmpty()) {
      TableLock.exclusive(connection, plan.existing().orElseThrow(), plan.place());
      Alterations.apply(connection, plan, plan.name());
    }
    if (plan.lanes() > 1) {
      StagedLoad.prepare(connection, plan);
    }
    connection.commit();
  }

  private void createSchemaAndReceiptsTable() {
    ReceiptsTableStatus status = receipts.status();
    if (!status.schemaExists()) {
      connection.execute("CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(plan.schema()));
    }
    if (!status.isCurrent()) {
      receipts.create();
    }
  }

  private void createType(TableDefinition.UserType type) {
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
