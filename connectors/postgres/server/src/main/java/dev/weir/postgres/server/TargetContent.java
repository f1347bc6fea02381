package dev.weir.postgres.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a measured process has left in the targets. */
final class TargetContent {
  private TargetContent() {}

  /**
   * Writes rows and digest of the tables as one line of JSON, then empties them, so that the next
   * process cannot pass with the same rows.
   */
  static void take(Endpoint endpoint, List<TableLocation> targets, Path file) {
    Digest digest =
        targets.stream()
            .map(target -> TableDigest.of(endpoint, target))
            .reduce(Digest.EMPTY, Digest::plus);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("rows", digest.rows());
    content.put("digest", digest.hashText());
    try {
      Files.writeString(file, new ObjectMapper().writeValueAsString(content) + "\n");
    } catch (IOException e) {
      throw new ServerException(
          "The digest cannot be written to " + file + "; name a file that can be.", e);
    }
    targets.forEach(target -> empty(endpoint, target));
  }

  private static void empty(Endpoint endpoint, TableLocation target) {
    try (Connection connection = endpoint.connect(target.database());
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE " + target.table().quoted());
    } catch (SQLException e) {
      throw ServerErrors.reading(endpoint, target, e);
    }
  }
}
