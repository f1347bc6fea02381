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

/** Whether the role and the server allow what a load is going to do. */
final class Privileges {
  private final PostgresConnection connection;
  private final Place place;
  private final String schema;
  private final LoadRequest request;
  private final List<Need> needs = new ArrayList<>();

  Privileges(PostgresConnection connection, Place place, String schema, LoadRequest request) {
    this.connection = connection;
    this.place = place;
    this.schema = schema;
    this.request = request;
  }

  /** A condition in SQL, and the privilege that is missing where it is false. */
  private record Need(String condition, String privilege) {}

  /**
   * Asks the server once.
   *
   * @throws dev.weir.core.error.WeirException where the server is read-only, or a privilege is
   *     missing
   */
  void check(
      ReceiptsTable.Status receipts,
      Optional<CatalogTable> existing,
      Method method,
      Optional<TargetMatch> match,
      List<String> mergeKey) {
    if (!receipts.schema()) {
      needs.add(onDatabase("CREATE", "CREATE on the database, to create schema " + schema));
    } else {
      needs.add(onSchema("USAGE"));
      if (!receipts.table() || method == Method.CREATE || method == Method.SWAP) {
        needs.add(onSchema("CREATE"));
      }
    }
    if (receipts.table()) {
      String table = Identifiers.literal(Identifiers.quote(schema, ReceiptsTable.NAME));
      for (String privilege : List.of("SELECT", "INSERT")) {
        needs.add(
            new Need(
                "has_table_privilege(%s, '%s')".formatted(table, privilege),
                privilege + " on " + schema + "." + ReceiptsTable.NAME));
      }
    }
    if (existing.isPresent() && match.isPresent()) {
      onTarget(existing.get(), method, match.get(), mergeKey);
    }
    ask();
  }

  private void onTarget(
      CatalogTable table, Method method, TargetMatch match, List<String> mergeKey) {
    if (method == Method.SWAP || !match.alterations().isEmpty()) {
      needs.add(
          new Need(
              "pg_has_role((SELECT relowner FROM pg_class WHERE oid = %d), 'USAGE')"
                  .formatted(table.oid()),
              "ownership of " + table.display()));
    }
    if (method == Method.SWAP) {
      return;
    }
    onColumns(table, match, "INSERT");
    if (method == Method.TRUNCATE) {
      needs.add(
          new Need(
              "has_table_privilege(%d::oid, 'TRUNCATE')".formatted(table.oid()),
              "TRUNCATE on " + table.display()));
    }
    boolean merges =
        !mergeKey.isEmpty() || request.from().after().isPresent() || request.from().reload();
    if (merges) {
      onColumns(table, match, "SELECT");
      needs.add(onDatabase("TEMPORARY", "TEMPORARY on the database"));
    }
    if (!mergeKey.isEmpty()) {
      onColumns(table, match, "UPDATE");
    }
  }

  private Need onDatabase(String privilege, String told) {
    return new Need("has_database_privilege(current_database(), '%s')".formatted(privilege), told);
  }

  private Need onSchema(String privilege) {
    return new Need(
        "has_schema_privilege(%s, '%s')".formatted(Identifiers.literal(schema), privilege),
        privilege + " on schema " + schema);
  }

  private void onColumns(CatalogTable table, TargetMatch match, String privilege) {
    for (LoadColumn column : match.columns()) {
      if (!column.isGenerated()) {
        needs.add(
            new Need(
                "has_column_privilege(%d::oid, %s, '%s')"
                    .formatted(table.oid(), Identifiers.literal(column.name()), privilege),
                privilege + " on " + table.display() + ", column " + column.name()));
      }
    }
  }

  private void ask() {
    StringBuilder sql =
        new StringBuilder(
            "SELECT ARRAY[pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'");
    needs.forEach(need -> sql.append(", NOT ").append(need.condition()));
    Boolean[] failed =
        connection
            .query(sql.append(']').toString(), row -> (Boolean[]) row.getArray(1).getArray())
            .get(0);
    if (failed[0]) {
      throw PostgresError.READ_ONLY.at(place, "The destination is read-only");
    }
    for (int i = 0; i < needs.size(); i++) {
      if (failed[i + 1]) {
        throw PostgresError.PERMISSION.at(
            place, "The role lacks the privilege " + needs.get(i).privilege());
      }
    }
  }
}
