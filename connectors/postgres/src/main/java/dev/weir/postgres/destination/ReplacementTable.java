package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.catalog.TableDefinitionReader;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.util.ArrayList;
import java.util.List;

/**
 * A new table with the definition of the target, which replaces it at the end of the load.
 * Constraints and indexes are built after the rows, with temporary names, and renamed after the
 * target is dropped.
 */
final class ReplacementTable implements TargetTable {
  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final CatalogTable target;
  private final TableDefinition definition;
  private final String stagedName;
  private final LoadTable table;
  private final List<String> renames = new ArrayList<>();

  private ReplacementTable(
      PostgresConnection connection, PostgresLoadPlan plan, CatalogTable target, LoadTable table) {
    this.connection = connection;
    this.plan = plan;
    this.target = target;
    this.definition = TableDefinitionReader.read(connection, target.oid());
    this.stagedName = plan.stagingName();
    this.table = table;
  }

  /** Creates the replacement of a target. */
  static ReplacementTable create(PostgresConnection connection, PostgresLoadPlan plan) {
    CatalogTable target = plan.existing().orElseThrow();
    String staged = Identifiers.quote(plan.schema(), plan.stagingName());
    connection.execute(
        ServerWait.QUERY,
        plan.place(),
        "CREATE TABLE "
            + staged
            + " (LIKE "
            + target.quoted()
            + " INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS)");
    return new ReplacementTable(
        connection, plan, target, Alterations.apply(connection, plan, plan.stagingName()));
  }

  /** Returns the replacement that an earlier transaction has created. */
  static ReplacementTable existing(PostgresConnection connection, PostgresLoadPlan plan) {
    return new ReplacementTable(
        connection,
        plan,
        plan.existing().orElseThrow(),
        Alterations.altered(connection, plan, plan.stagingName()));
  }

  @Override
  public LoadTable table() {
    return table;
  }

  @Override
  public boolean containsOnlyThisLoad() {
    return true;
  }

  @Override
  public void build() {
    for (TableDefinition.Constraint constraint : definition.constraints()) {
      // LIKE copies CHECK constraints with their names.
      if (!constraint.kind().equals("c")) {
        String name = nextName();
        build(
            "ALTER TABLE "
                + table.quoted()
                + " ADD CONSTRAINT "
                + Identifiers.quote(name)
                + " "
                + constraint.definition());
        renames.add(
            "ALTER TABLE "
                + target.quoted()
                + " RENAME CONSTRAINT "
                + Identifiers.quote(name)
                + " TO "
                + Identifiers.quote(constraint.name()));
      }
    }
    for (TableDefinition.Index index : definition.indexes()) {
      String name = nextName();
      build(
          (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
              + Identifiers.quote(name)
              + " ON "
              + table.quoted()
              + " USING "
              + index.definition());
      renames.add(
          "ALTER INDEX "
              + Identifiers.quote(plan.schema(), name)
              + " RENAME TO "
              + Identifiers.quote(index.name()));
    }
  }

  private String nextName() {
    return stagedName + "_" + (renames.size() + 1);
  }

  private void build(String sql) {
    connection.execute(ServerWait.COMMIT, plan.place(), sql);
  }

  @Override
  public void publish() {
    TableLock.exclusive(connection, target, plan.place());
    List<String> statements = new ArrayList<>();
    statements.add("DROP TABLE " + target.quoted());
    statements.add(
        "ALTER TABLE " + table.quoted() + " RENAME TO " + Identifiers.quote(target.name()));
    statements.addAll(renames);
    build(String.join("; ", statements));
  }

  @Override
  public long oid() {
    return connection
        .query(
            "SELECT to_regclass(?)::oid::bigint",
            row -> row.getLong(1),
            Identifiers.quote(plan.schema(), target.name()))
        .get(0);
  }
}
