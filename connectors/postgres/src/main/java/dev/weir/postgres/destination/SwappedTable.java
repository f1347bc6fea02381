package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableShape;
import dev.weir.postgres.catalog.TableShapes;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.util.ArrayList;
import java.util.List;

/**
 * A table beside the target, of the target's definition, that takes its place at the end. Its keys
 * and indexes are built after the rows, under names of the load's own, and get the target's names
 * when the target is gone.
 */
final class SwappedTable implements TargetTable {
  /** Before a name of the load's own; the load's id follows. */
  private static final String PREFIX = "_weir_stage_";

  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final CatalogTable target;
  private final TableShape shape;
  private final String stagedName;
  private final LoadTable table;
  private final List<String> renames = new ArrayList<>();

  private SwappedTable(
      PostgresConnection connection, PostgresLoadPlan plan, CatalogTable target, LoadTable table) {
    this.connection = connection;
    this.plan = plan;
    this.target = target;
    this.shape = TableShapes.read(connection, target.oid());
    this.stagedName = stagedName(plan);
    this.table = table;
  }

  private static String stagedName(PostgresLoadPlan plan) {
    return PREFIX + plan.request().loadId();
  }

  /** Makes the table beside the target. */
  static SwappedTable create(PostgresConnection connection, PostgresLoadPlan plan) {
    CatalogTable target = plan.existing().orElseThrow();
    String staged = Identifiers.quote(plan.schema(), stagedName(plan));
    connection.execute(
        ServerWait.QUERY,
        plan.place(),
        "CREATE TABLE "
            + staged
            + " (LIKE "
            + target.quoted()
            + " INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS)");
    return new SwappedTable(
        connection, plan, target, Alterations.apply(connection, plan, stagedName(plan)));
  }

  @Override
  public LoadTable table() {
    return table;
  }

  @Override
  public boolean holdsOnlyThisLoad() {
    return true;
  }

  @Override
  public void build() {
    for (TableShape.Constraint constraint : shape.constraints()) {
      // LIKE has copied CHECK constraints, with their names.
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
    for (TableShape.Index index : shape.indexes()) {
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
    build("DROP TABLE " + target.quoted());
    build("ALTER TABLE " + table.quoted() + " RENAME TO " + Identifiers.quote(target.name()));
    renames.forEach(this::build);
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
