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

  static Digest of(Endpoint endpoint, TableLocation location) {
    try (Connection connection = endpoint.connect(location.database());
        Statement statement = connection.createStatement()) {
      statement.execute(PinnedSession.SQL);
      return ContentDigest.of(connection, "SELECT * FROM " + location.table().quoted());
    } catch (SQLException e) {
      throw ServerErrors.reading(endpoint, location, e);
    }
  }
}
