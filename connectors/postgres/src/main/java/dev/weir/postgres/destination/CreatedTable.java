package dev.weir.postgres.destination;

import dev.weir.core.connector.SchemaEvolution;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableShape;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.sql.SqlExpression;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Schema;

/** A target that the load makes: first its columns, and after the rows what else is asked for. */
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
            TargetMatch.of(created, plan.request().schema(), SchemaEvolution.DEFAULTS, plan.place())
                .columns());
  }

  static CreatedTable create(PostgresConnection connection, PostgresLoadPlan plan) {
    connection.execute(
        ServerWait.QUERY,
        plan.place(),
        "CREATE TABLE "
            + plan.quotedTarget()
            + " ("
            + columns(plan.request().schema(), plan.place())
            + ")");
    CatalogTable created =
        new Catalog(connection)
            .table(plan.schema(), plan.name())
            .orElseThrow(() -> new IllegalStateException("The table just made is not there"));
    return new CreatedTable(connection, plan, created);
  }

  private static String columns(Schema stream, Place place) {
    return stream.getFields().stream()
        .map(
            field ->
                Identifiers.quote(field.getName())
                    + " "
                    + TargetMatch.type(field, place.inColumn(field.getName()))
                    + (field.isNullable() ? "" : " NOT NULL"))
        .collect(Collectors.joining(", "));
  }

  @Override
  public LoadTable table() {
    return table;
  }

  @Override
  public boolean holdsOnlyThisLoad() {
    return true;
  }

  /** Of what refers to columns that the stream has; the rest has no meaning here. */
  @Override
  public void build() {
    WriteOptions.CreateScope scope = plan.request().options().create();
    TableShape shape = TableShape.of(plan.request().schema().getCustomMetadata());
    Set<String> columns =
        created.columns().stream().map(CatalogColumn::name).collect(Collectors.toSet());
    if (scope == WriteOptions.CreateScope.COLUMNS) {
      return;
    }
    for (TableShape.Constraint constraint : shape.constraints()) {
      boolean wanted = scope == WriteOptions.CreateScope.ALL || constraint.isKey();
      if (wanted && columns.containsAll(constraint.columns())) {
        build(
            "ALTER TABLE "
                + table.quoted()
                + " ADD "
                + named("CONSTRAINT", constraint.name(), !constraint.kind().equals("c"))
                + checked(constraint.definition()));
      }
    }
    if (scope == WriteOptions.CreateScope.ALL) {
      for (TableShape.Index index : shape.indexes()) {
        if (columns.containsAll(index.columns())) {
          build(
              (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                  + named("", index.name(), true)
                  + "ON "
                  + table.quoted()
                  + " USING "
                  + checked(index.definition()));
        }
      }
    }
  }

  private void build(String sql) {
    connection.execute(ServerWait.COMMIT, plan.place(), sql);
  }

  /**
   * The source's own name, where it is free; else the server chooses one.
   *
   * @param isRelation whether the name is one of the schema's relations
   */
  private String named(String keyword, String name, boolean isRelation) {
    if (isRelation && isTaken(name)) {
      return "";
    }
    return (keyword.isEmpty() ? "" : keyword + " ") + Identifiers.quote(name) + " ";
  }

  private boolean isTaken(String name) {
    return connection
        .query(
            "SELECT to_regclass(?) IS NOT NULL",
            row -> row.getBoolean(1),
            Identifiers.quote(plan.schema(), name))
        .get(0);
  }

  /** A definition comes from the other server; it must not be able to end the statement. */
  private String checked(String definition) {
    if (!SqlExpression.isClosed(definition)) {
      throw PostgresError.DEFINITION.at(
          plan.place(), "The source's definition of a constraint or an index is malformed");
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
