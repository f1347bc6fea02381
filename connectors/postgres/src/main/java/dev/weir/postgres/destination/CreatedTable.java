package dev.weir.postgres.destination;

import dev.weir.core.connector.SchemaEvolution;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.sql.SqlExpression;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** A target created by the load; constraints and indexes are added after the rows. */
final class CreatedTable implements TargetTable {
  private final PostgresConnection connection;
  private final PostgresLoadPlan plan;
  private final CatalogTable created;
  private final LoadTable table;

  private CreatedTable(PostgresConnection connection, PostgresLoadPlan plan, CatalogTable created) {
    this.connection = connection;
    this.plan = plan;
    this.created = created;
    this.table =
        new LoadTable(
            created.quoted(),
            created.quoted(),
            ColumnMapping.of(
                    created,
                    plan.request().schema(),
                    SchemaEvolution.DEFAULTS,
                    plan.loadMethod(),
                    plan.place())
                .columns());
  }

  /**
   * Creates the table.
   *
   * @param name the target's name, or that of a staging table that is renamed later
   */
  static CreatedTable create(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    connection.execute(
        ServerWait.QUERY,
        plan.place(),
        "CREATE TABLE "
            + Identifiers.quote(plan.schema(), name)
            + " ("
            + columns(plan.request().schema(), plan.place())
            + ")");
    return of(connection, plan, name);
  }

  /** Returns a table that this load has created. */
  static CreatedTable of(PostgresConnection connection, PostgresLoadPlan plan, String name) {
    CatalogTable created =
        new Catalog(connection)
            .table(plan.schema(), name)
            .orElseThrow(() -> new IllegalStateException("The created table does not exist"));
    return new CreatedTable(connection, plan, created);
  }

  private static String columns(Schema stream, Place place) {
    return stream.getFields().stream()
        .map(
            field ->
                Identifiers.quote(field.getName())
                    + " "
                    + ColumnMapping.type(field, place.inColumn(field.getName()))
                    + (field.isNullable() ? "" : " NOT NULL"))
        .collect(Collectors.joining(", "));
  }

  /** Renames a staging table to the target. */
  void renameToTarget() {
    build("ALTER TABLE " + table.quoted() + " RENAME TO " + Identifiers.quote(plan.name()));
  }

  @Override
  public LoadTable table() {
    return table;
  }

  @Override
  public boolean containsOnlyThisLoad() {
    return true;
  }

  /** Skips constraints and indexes on columns that are not in the stream. */
  @Override
  public void build() {
    WriteOptions.CreateScope scope = plan.request().options().create();
    TableDefinition definition = TableDefinition.of(plan.request().schema().getCustomMetadata());
    Set<String> columns =
        created.columns().stream().map(CatalogColumn::name).collect(Collectors.toSet());
    boolean hasUpsertKey = false;
    for (TableDefinition.Constraint constraint : definition.constraints()) {
      boolean inScope =
          switch (scope) {
            case COLUMNS -> false;
            case KEYS -> constraint.isKey();
            case ALL -> true;
          };
      if (inScope && columns.containsAll(constraint.columns())) {
        hasUpsertKey |= isUpsertKey(constraint);
        build(
            "ALTER TABLE "
                + table.quoted()
                + " ADD "
                + nameClause("CONSTRAINT", constraint.name(), !constraint.kind().equals("c"))
                + requireSelfContained(constraint.definition()));
      }
    }
    if (plan.request().options().mode() == WriteMode.UPSERT && !hasUpsertKey) {
      addUnique(plan.request().stream().primaryKey());
    }
    if (scope == WriteOptions.CreateScope.ALL) {
      for (TableDefinition.Index index : definition.indexes()) {
        if (columns.containsAll(index.columns())) {
          build(
              (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                  + nameClause("", index.name(), true)
                  + "ON "
                  + table.quoted()
                  + " USING "
                  + requireSelfContained(index.definition()));
        }
      }
    }
  }

  /** Adds a unique constraint. */
  void addUnique(List<String> key) {
    build(
        "ALTER TABLE " + table.quoted() + " ADD UNIQUE (" + SelectStatement.columnList(key) + ")");
  }

  /** Returns whether later runs can upsert by the constraint. */
  private boolean isUpsertKey(TableDefinition.Constraint constraint) {
    return constraint.isKey()
        && Set.copyOf(constraint.columns())
            .equals(Set.copyOf(plan.request().stream().primaryKey()));
  }

  private void build(String sql) {
    connection.execute(ServerWait.COMMIT, plan.place(), sql);
  }

  /**
   * Returns the name in the source; empty if it is taken, so that the server generates one.
   *
   * @param isRelation whether the name must be unique among the relations of the schema
   */
  private String nameClause(String keyword, String name, boolean isRelation) {
    if (isRelation && relationExists(name)) {
      return "";
    }
    return (keyword.isEmpty() ? "" : keyword + " ") + Identifiers.quote(name) + " ";
  }

  private boolean relationExists(String name) {
    return connection
        .query(
            "SELECT to_regclass(?) IS NOT NULL",
            row -> row.getBoolean(1),
            Identifiers.quote(plan.schema(), name))
        .get(0);
  }

  /** Checks a definition from the source, which must not end the statement. */
  private String requireSelfContained(String definition) {
    if (!SqlExpression.isSelfContained(definition)) {
      throw PostgresError.DEFINITION.at(
          plan.place(), "A constraint or index definition from the source is malformed");
    }
    return definition;
  }

  @Override
  public void publish() {}

  @Override
  public long oid() {
    return created.oid();
  }
}
