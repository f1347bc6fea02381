package dev.weir.postgres.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.connector.Digest;
import dev.weir.postgres.sql.ContentDigest;
import dev.weir.postgres.sql.PinnedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs of which each has appended the source's rows to one target in one transaction. The rows of a
 * transaction have its id in their system column xmin, so each run is digested by itself, after all
 * of them.
 */
final class AppendedRuns {
  private final Endpoint endpoint;
  private final TableLocation source;
  private final TableLocation target;
  private final ObjectMapper json = new ObjectMapper();

  AppendedRuns(Endpoint endpoint, TableLocation source, TableLocation target) {
    this.endpoint = endpoint;
    this.source = source;
    this.target = target;
  }

  /**
   * Adds the digests to the records, and deletes the rows of all runs but the last.
   *
   * @param records a line for each run, in the order of the loads
   * @param out appended to
   * @throws MismatchException if the target's transactions are not as many as the records
   */
  void verify(Path records, Path out) {
    List<ObjectNode> runs = read(records);
    Digest expected = TableDigest.of(endpoint, source);
    try (Connection connection = endpoint.connect(target.database());
        Statement statement = connection.createStatement()) {
      statement.execute(PinnedSession.SQL);
      List<String> transactions = transactions(statement);
      if (expected.rows() == 0 && transactions.isEmpty()) {
        // A run that writes no row has no transaction here.
        runs.forEach(run -> addDigests(run, expected, Digest.EMPTY));
        PipeRun.append(out, lines(runs));
        return;
      }
      if (transactions.size() != runs.size()) {
        throw new MismatchException(
            "%s has the rows of %d transactions, not of the %d recorded runs."
                .formatted(target, transactions.size(), runs.size()));
      }
      for (int i = 0; i < runs.size(); i++) {
        Digest loaded = ContentDigest.of(connection, select(transactions.get(i)));
        addDigests(runs.get(i), expected, loaded);
      }
      String last = transactions.get(transactions.size() - 1);
      statement.execute(
          "DELETE FROM %s WHERE xmin <> '%s'::xid".formatted(target.table().quoted(), last));
    } catch (SQLException e) {
      throw ServerErrors.reading(endpoint, target, e);
    }
    PipeRun.append(out, lines(runs));
  }

  private static void addDigests(ObjectNode run, Digest expected, Digest loaded) {
    run.put("source_hash", expected.hashText())
        .put("dest_hash", loaded.hashText())
        .put("dest_rows", loaded.rows());
  }

  private static String lines(List<ObjectNode> runs) {
    return runs.stream().map(run -> run + "\n").collect(Collectors.joining());
  }

  /** Returns the ids of the transactions whose rows the target has, the oldest one first. */
  private List<String> transactions(Statement statement) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT xmin::text FROM %s GROUP BY xmin ORDER BY age(xmin) DESC"
                .formatted(target.table().quoted()))) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private String select(String transaction) {
    return "SELECT * FROM %s WHERE xmin = '%s'::xid"
        .formatted(target.table().quoted(), transaction);
  }

  private List<ObjectNode> read(Path records) {
    List<ObjectNode> runs = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(records)) {
        JsonNode node = json.readTree(line);
        if (!(node instanceof ObjectNode run)) {
          throw new IOException("a line is no JSON object");
        }
        runs.add(run);
      }
    } catch (IOException e) {
      throw new ServerException(
          "The records cannot be read from %s: %s.".formatted(records, ServerErrors.firstLine(e)),
          e);
    }
    if (runs.isEmpty()) {
      throw new ServerException("There are no records in " + records + ".");
    }
    return runs;
  }
}
