package dev.weir.postgres.destination;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Digest;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.SqlCursor;
import java.util.List;

/**
 * The target's rows that equal the cursor at which an incremental load takes up. The source reads
 * its rows of that value again, so the target's are set aside before the load; afterwards those
 * that did not come again are put back. So no row that ties on the cursor is lost, be it gone from
 * the source by now, and none is doubled.
 */
final class Boundary {
  /** In the session's own schema, gone with the transaction. */
  private static final String ASIDE = "pg_temp._weir_boundary";

  private final PostgresConnection connection;
  private final Target target;
  private final String isBoundary;

  Boundary(PostgresConnection connection, Target target, Cursor cursor) {
    this.connection = connection;
    this.target = target;
    this.isBoundary = SqlCursor.compare(cursor, "=");
  }

  void setAside() {
    connection.execute(
        "CREATE TEMPORARY TABLE "
            + ASIDE
            + " ON COMMIT DROP AS SELECT * FROM "
            + target.loadInto()
            + " WHERE "
            + isBoundary);
    connection.execute("DELETE FROM " + target.loadInto() + " WHERE " + isBoundary);
  }

  /**
   * Puts back what did not come again: of rows that are equal in the stream's columns, as many as
   * are missing. A row that came again with another content takes the place of the one that has its
   * key.
   *
   * @return the digest of the rows put back, in the stream's columns
   */
  Digest putBack() {
    String loaded =
        SelectStatement.columnList(target.columns().stream().map(CatalogColumn::name).toList());
    List<String> all = target.storedColumns().stream().map(CatalogColumn::name).toList();
    String numbered =
        "(SELECT *, ROW(%1$s)::text AS _weir_content, row_number() OVER (PARTITION BY ROW(%1$s)::text)"
            + " AS _weir_copy FROM %2$s WHERE %3$s)";
    return connection.digestOfReturned(
        "INSERT INTO "
            + target.loadInto()
            + " ("
            + SelectStatement.columnList(all)
            + ") OVERRIDING SYSTEM VALUE SELECT "
            + SelectStatement.columnList(all)
            + " FROM "
            + numbered.formatted(loaded, ASIDE, "true")
            + " AS aside WHERE NOT EXISTS (SELECT FROM "
            + numbered.formatted(loaded, target.loadInto(), isBoundary)
            + " AS came WHERE (came._weir_content, came._weir_copy)"
            + " = (aside._weir_content, aside._weir_copy)) ON CONFLICT DO NOTHING RETURNING "
            + loaded);
  }
}
