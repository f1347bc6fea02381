package dev.weir.postgres.catalog;

import dev.weir.postgres.sql.PostgresConnection;
import java.util.Optional;

/** Identifies a table across connections. */
public final class TableIdentity {
  private TableIdentity() {}

  /**
   * Returns the server's start time in microseconds, the database's OID and the table's OID; empty
   * for views and foreign tables.
   */
  public static Optional<String> of(PostgresConnection connection, CatalogTable table) {
    if (table.kind() != CatalogTable.Kind.TABLE && table.kind() != CatalogTable.Kind.PARTITIONED) {
      return Optional.empty();
    }
    return Optional.of(connection.databaseIdentity() + " " + table.oid());
  }
}
