package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.PostgresConnection;
import java.util.Optional;

/** What tells whether two connections speak of one table of one server. */
public final class TableIdentity {
  private TableIdentity() {}

  /**
   * The moment at which the server was started, to the microsecond, the database and the table;
   * empty for what holds no rows of its own.
   */
  public static Optional<String> of(PostgresConnection connection, CatalogTable table) {
    if (table.kind() != CatalogTable.Kind.TABLE && table.kind() != CatalogTable.Kind.PARTITIONED) {
      return Optional.empty();
    }
    return connection
        .query(
            """
            SELECT pg_postmaster_start_time()::text || ' ' || d.oid
            FROM pg_database d WHERE d.datname = current_database()
            """,
            row -> row.getString(1))
        .stream()
        .findFirst()
        .map(database -> database + " " + table.oid());
  }
}
