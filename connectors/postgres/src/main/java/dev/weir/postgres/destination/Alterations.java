package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.util.List;

/** Alters a table to what the stream needs, as the pipeline's schema_evolution allows. */
final class Alterations {
  private Alterations() {}

  /**
   * Alters a table of the target's definition.
   *
   * @param name the target's, or that of a table made like it
   * @return the table, with all of the stream's columns
   */
  static LoadTable apply(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    TargetMatch match = plan.match().orElseThrow();
    String quoted = Identifiers.quote(plan.schema(), name);
    List<String> clauses = match.alterations();
    if (clauses.isEmpty()) {
      return new LoadTable(quoted, rows(plan, quoted), match.columns());
    }
    connection.execute(
        ServerWait.QUERY, plan.place(), "ALTER TABLE " + quoted + " " + String.join(", ", clauses));
    return read(connection, plan, name);
  }

  /** The target with all of the stream's columns, altered or not. */
  static LoadTable loadTable(PostgresConnection connection, PostgresLoadPlan plan) {
    TargetMatch match = plan.match().orElseThrow();
    return match.alterations().isEmpty()
        ? new LoadTable(plan.quotedTarget(), rows(plan, plan.quotedTarget()), match.columns())
        : read(connection, plan, plan.name());
  }

  private static LoadTable read(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    CatalogTable altered = new Catalog(connection).table(plan.schema(), name).orElseThrow();
    TargetMatch now =
        TargetMatch.of(
            altered, plan.request().schema(), plan.request().options().evolution(), plan.place());
    String quoted = Identifiers.quote(plan.schema(), name);
    return new LoadTable(quoted, rows(plan, quoted), now.columns());
  }

  /** The target's own rows; a table made like it has no others. */
  private static String rows(PostgresLoadPlan plan, String quoted) {
    CatalogTable target = plan.existing().orElseThrow();
    return target.quoted().equals(quoted) ? target.withoutChildren() : quoted;
  }
}
