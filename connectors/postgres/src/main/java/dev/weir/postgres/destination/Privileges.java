package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadRequest;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.destination.PostgresLoadPlan.Method;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the role has the privileges of a load, and that the server is writable. */
final class Privileges {
  private final PostgresConnection connection;
  private final Place place;
  private final String schema;
  private final LoadRequest request;
  private final List<Requirement> requirements = new ArrayList<>();

  Privileges(PostgresConnection connection, Place place, String schema, LoadRequest request) {
    this.connection = connection;
    this.place = place;
    this.schema = schema;
    this.request = request;
  }

  /** A condition in SQL, and what the role lacks if it is false. */
  private record Requirement(String condition, String lacking) {}

  /**
   * Checks all privileges in one query.
   *
   * @throws dev.weir.core.error.WeirException if the server is read-only or a privilege is missing
   */
  void check(
      ReceiptsTableStatus receipts,
      Optional<CatalogTable> existing,
      Method method,
      Optional<ColumnMapping> mapping,
      List<String> mergeKey,
      boolean createsStateTable) {
    if (!receipts.schemaExists()) {
      requirements.add(onDatabase("CREATE", "CREATE on the database, to create schema " + schema));
    } else {
      requirements.add(onSchema("USAGE"));
      if (!receipts.tableExists()
          || createsStateTable
          || method == Method.CREATE
          || method == Method.SWAP) {
        requirements.add(onSchema("CREATE"));
      }
    }
    if (receipts.tableExists()) {
      onTable(ReceiptsTable.NAME, List.of("SELECT", "INSERT"));
    }
    if (request.savesState() && !createsStateTable) {
      onTable(StateTable.NAME, List.of("SELECT", "INSERT", "UPDATE"));
    }
    if (existing.isPresent() && mapping.isPresent()) {
      onTarget(existing.get(), method, mapping.get(), mergeKey);
    }
    query();
  }

  private void onTable(String name, List<String> privileges) {
    String table = Identifiers.literal(Identifiers.quote(schema, name));
    for (String privilege : privileges) {
      requirements.add(
          new Requirement(
              "has_table_privilege(%s, '%s')".formatted(table, privilege),
              "the privilege " + privilege + " on " + schema + "." + name));
    }
  }

  private void onTarget(
      CatalogTable table, Method method, ColumnMapping mapping, List<String> mergeKey) {
    if (method == Method.SWAP || !mapping.alterations().isEmpty()) {
      requirements.add(
          new Requirement(
              "pg_has_role((SELECT relowner FROM pg_class WHERE oid = %d), 'USAGE')"
                  .formatted(table.oid()),
              "ownership of " + table.display()));
    }
    if (method == Method.SWAP) {
      return;
    }
    onColumns(table, mapping, "INSERT");
    if (method == Method.TRUNCATE) {
      requirements.add(
          new Requirement(
              "has_table_privilege(%d::oid, 'TRUNCATE')".formatted(table.oid()),
              "the privilege TRUNCATE on " + table.display()));
    }
    boolean merges =
        !mergeKey.isEmpty()
            || !request.skipKey().isEmpty()
            || request.from().after().isPresent()
            || request.from().reload();
    if (merges) {
      onColumns(table, mapping, "SELECT");
      requirements.add(onDatabase("TEMPORARY", "TEMPORARY on the database"));
    }
    if (request.lanes() > 1) {
      requirements.add(onSchema("CREATE"));
    }
    if (!mergeKey.isEmpty()) {
      onColumns(table, mapping, "UPDATE");
    }
  }

  private Requirement onDatabase(String privilege, String displayed) {
    return new Requirement(
        "has_database_privilege(current_database(), '%s')".formatted(privilege),
        "the privilege " + displayed);
  }

  private Requirement onSchema(String privilege) {
    return new Requirement(
        "has_schema_privilege(%s, '%s')".formatted(Identifiers.literal(schema), privilege),
        "the privilege " + privilege + " on schema " + schema);
  }

  private void onColumns(CatalogTable table, ColumnMapping mapping, String privilege) {
    for (LoadColumn column : mapping.columns()) {
      if (!column.isGenerated()) {
        requirements.add(
            new Requirement(
                "has_column_privilege(%d::oid, %s, '%s')"
                    .formatted(table.oid(), Identifiers.literal(column.name()), privilege),
                "the privilege "
                    + privilege
                    + " on "
                    + table.display()
                    + ", column "
                    + column.name()));
      }
    }
  }

  private void query() {
    StringBuilder sql =
        new StringBuilder(
            "SELECT ARRAY[pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'");
    requirements.forEach(requirement -> sql.append(", NOT ").append(requirement.condition()));
    Boolean[] failed =
        connection
            .query(sql.append(']').toString(), row -> (Boolean[]) row.getArray(1).getArray())
            .get(0);
    if (failed[0]) {
      throw PostgresError.READ_ONLY.at(place, "The destination is read-only");
    }
    for (int i = 0; i < requirements.size(); i++) {
      if (failed[i + 1]) {
        throw PostgresError.PERMISSION.at(place, "The role lacks " + requirements.get(i).lacking());
      }
    }
  }
}
