package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.util.List;

/** Applies the ALTER TABLE clauses of schema_evolution. */
final class Alterations {
  private Alterations() {}

  /**
   * Alters the target or a copy of it.
   *
   * @param name the name of the target or of its copy
   * @return the table with all columns of the stream
   */
  static LoadTable apply(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    ColumnMapping mapping = plan.mapping().orElseThrow();
    String quoted = Identifiers.quote(plan.schema(), name);
    List<String> clauses = mapping.alterations();
    if (clauses.isEmpty()) {
      return new LoadTable(quoted, rows(plan, quoted), mapping.columns());
    }
    connection.execute(
        ServerWait.QUERY, plan.place(), "ALTER TABLE " + quoted + " " + String.join(", ", clauses));
    return read(connection, plan, name);
  }

  /** Returns a copy of the target that is already altered. */
  static LoadTable altered(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    return read(connection, plan, name);
  }

  /** Returns the target with all columns of the stream, including added ones. */
  static LoadTable loadTable(PostgresConnection connection, PostgresLoadPlan plan) {
    ColumnMapping mapping = plan.mapping().orElseThrow();
    return mapping.alterations().isEmpty()
        ? new LoadTable(plan.quotedTarget(), rows(plan, plan.quotedTarget()), mapping.columns())
        : read(connection, plan, plan.name());
  }

  private static LoadTable read(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    CatalogTable altered = new Catalog(connection).table(plan.schema(), name).orElseThrow();
    ColumnMapping mapping =
        ColumnMapping.of(
            altered,
            plan.request().schema(),
            plan.request().options().evolution(),
            plan.loadMethod(),
            plan.place());
    String quoted = Identifiers.quote(plan.schema(), name);
    return new LoadTable(quoted, rows(plan, quoted), mapping.columns());
  }

  /** Returns a FROM item without inheriting tables; a copy of the target has none. */
  private static String rows(PostgresLoadPlan plan, String quoted) {
    CatalogTable target = plan.existing().orElseThrow();
    return target.quoted().equals(quoted) ? target.withoutChildren() : quoted;
  }
}
