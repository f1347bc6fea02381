package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import dev.weir.postgres.sql.ContentDigest;
import dev.weir.postgres.sql.PinnedSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The content digest of a whole table. */
final class TableDigest {
  private TableDigest() {}

  /** The digest of a table in a database. */
  static Digest of(Endpoint endpoint, String database, QualifiedTable table) {
    try (Connection connection = endpoint.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(PinnedSession.SQL);
      return ContentDigest.of(connection, "SELECT * FROM " + table.quoted());
    } catch (SQLException e) {
      throw ServerErrors.reading(endpoint, database, table, e);
    }
  }
}
