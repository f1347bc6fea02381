package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.util.List;

/** Opens the target of a load, or its replacement, in the current transaction. */
final class Targets {
  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;

  Targets(PostgresConnection connection, PostgresLoadPlan plan) {
    this.connection = connection;
    this.plan = plan;
  }

  /** Opens the target for the rows of this transaction. */
  TargetTable open() {
    return switch (plan.method()) {
      case CREATE -> {
        CreatedTable created = CreatedTable.create(connection, plan, plan.name());
        if (!plan.request().skipKey().isEmpty()) {
          created.addUnique(plan.request().skipKey());
        }
        yield created;
      }
      case SWAP -> ReplacementTable.create(connection, plan);
      case TRUNCATE -> {
        CatalogTable existing = plan.existing().orElseThrow();
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

  /** Creates the staging table that becomes the target. */
  void createReplacement() {
    switch (plan.method()) {
      case CREATE -> CreatedTable.create(connection, plan, plan.stagingName());
      case SWAP -> ReplacementTable.create(connection, plan);
      case TRUNCATE, APPEND -> throw new IllegalStateException("Not replaced: " + plan.strategy());
    }
  }

  /** Returns the staging table that becomes the target, for its rows. */
  LoadTable replacement() {
    return plan.method() == PostgresLoadPlan.Method.CREATE
        ? CreatedTable.of(connection, plan, plan.stagingName()).table()
        : Alterations.altered(connection, plan, plan.stagingName());
  }

  /** Opens the staging table as the target. */
  TargetTable renamed() {
    if (plan.method() == PostgresLoadPlan.Method.CREATE) {
      CreatedTable.of(connection, plan, plan.stagingName()).renameToTarget();
      return CreatedTable.of(connection, plan, plan.name());
    }
    return ReplacementTable.existing(connection, plan);
  }

  /** Returns the columns of an existing target. */
  List<LoadColumn> columns() {
    return Alterations.loadTable(connection, plan).columns();
  }
}
