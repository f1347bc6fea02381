package dev.weir.postgres.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a report says about the server and its data, as one flat JSON object. */
final class FactsFile {
  private FactsFile() {}

  /** Writes the facts as one line. */
  static void write(
      Path file, String provider, Endpoint endpoint, String database, Seed.Seeded seeded) {
    Map<TableLocation, Digest> tables = seeded.tables();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("provider", provider);
    try (Connection connection = endpoint.connect(database)) {
      facts.put("postgres", Databases.version(connection));
      facts.put("settings", settings(connection));
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, database, e);
    }
    if (!tables.isEmpty()) {
      Digest all = tables.values().stream().reduce(Digest.EMPTY, Digest::plus);
      facts.put("table", TableLocation.display(tables.keySet()));
      facts.put("rows", all.rows());
      facts.put("digest", all.hashText());
    }
    seeded
        .leaves()
        .forEach(
            (mode, digest) -> {
              facts.put(mode + ".rows", digest.rows());
              facts.put(mode + ".digest", digest.hashText());
            });
    try {
      Files.writeString(file, new ObjectMapper().writeValueAsString(facts) + "\n");
    } catch (IOException e) {
      throw new ServerException(
          "The facts cannot be written to " + file + "; name a file that can be.", e);
    }
  }

  /** The settings as the server gives them to a session that changes none: name=value, ... */
  private static String settings(Connection connection) throws SQLException {
    List<String> settings = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.current_setting(?, true)")) {
      for (String name : BenchSettings.reportedSettings()) {
        statement.setString(1, name);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          settings.add(name + "=" + rows.getString(1));
        }
      }
    }
    return String.join(", ", settings);
  }
}
