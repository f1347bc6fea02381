package dev.weir.postgres.server;

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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a file that makes tables, and tells what is in them. */
final class Seed {
  private static final Pattern CREATE_TABLE =
      Pattern.compile("CREATE\\s+TABLE\\s+(\\w+)\\.(\\w+).*", Pattern.DOTALL);

  private final Path file;
  private final Map<String, String> variables;
  private final List<String> statements;

  private Seed(Path file, Map<String, String> variables, List<String> statements) {
    this.file = file;
    this.variables = variables;
    this.statements = statements;
  }

  /**
   * Reads the file.
   *
   * @param variables {@code rows} is how many each table must have
   */
  static Seed read(Path file, Map<String, String> variables) {
    try {
      return new Seed(file, variables, SqlScript.statements(Files.readString(file), variables));
    } catch (IOException e) {
      throw new ServerException("The file " + file + " cannot be read; name one that is there.", e);
    } catch (IllegalArgumentException e) {
      throw new ServerException("The file " + file + " cannot be run: " + e.getMessage() + ".", e);
    }
  }

  /** Runs the statements, each in its own transaction, and returns the digest of each table. */
  Map<QualifiedTable, Digest> run(Endpoint endpoint, String database) {
    try (Connection connection = endpoint.connect(database)) {
      for (String sql : statements) {
        run(connection, sql);
      }
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, database, e);
    }
    Map<QualifiedTable, Digest> digests = new LinkedHashMap<>();
    for (String sql : statements) {
      Matcher create = CREATE_TABLE.matcher(sql);
      if (create.matches()) {
        QualifiedTable table = new QualifiedTable(create.group(1), create.group(2));
        digests.put(table, verified(table, TableDigest.of(endpoint, database, table)));
      }
    }
    return digests;
  }

  private void run(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      String start = sql.lines().findFirst().orElse("");
      throw new ServerException(
          "The file %s failed at `%s`: %s.".formatted(file, start, ServerErrors.firstLine(e)), e);
    }
  }

  private Digest verified(QualifiedTable table, Digest digest) {
    Optional<String> rows = Optional.ofNullable(variables.get("rows"));
    if (rows.isPresent() && !rows.get().equals(Long.toString(digest.rows()))) {
      throw new MismatchException(
          "%s has %d rows, not the %s asked for.".formatted(table, digest.rows(), rows.get()));
    }
    return digest;
  }
}
