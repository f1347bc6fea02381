package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs an SQL file that creates tables in the source's schema, and creates an empty target for each
 * of them in the destination's.
 */
final class Seed {
  /** The variable that names the source's schema in the file. */
  static final String SCHEMA = "schema";

  /** The variable for the number of rows that the tables must have together. */
  private static final String ROWS = "rows";

  private static final String IDENTIFIER = "(?:(\\w+)|\"((?:[^\"]|\"\")+)\")";

  private static final Pattern CREATE_TABLE =
      Pattern.compile(
          "CREATE\\s+TABLE\\s+%1$s\\.%1$s(?:[^\\w\"].*)?".formatted(IDENTIFIER),
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Path file;
  private final BenchLayout layout;
  private final Optional<String> rows;
  private final List<String> statements;

  private Seed(Path file, BenchLayout layout, Optional<String> rows, List<String> statements) {
    this.file = file;
    this.layout = layout;
    this.rows = rows;
    this.statements = statements;
  }

  /**
   * Reads the file.
   *
   * @param variables for the file, beside {@code schema}; {@code rows} is also checked
   */
  static Seed read(Path file, BenchLayout layout, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put(SCHEMA, layout.source().schema());
    try {
      return new Seed(
          file,
          layout,
          Optional.ofNullable(all.get(ROWS)),
          SqlScript.statements(Files.readString(file), all));
    } catch (IOException e) {
      throw new ServerException("The file " + file + " cannot be read; name an existing file.", e);
    } catch (IllegalArgumentException e) {
      throw new ServerException("The file " + file + " cannot be run: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Runs the statements, each in its own transaction, and creates the targets.
   *
   * @return the digest of each table of the source, in the order of the file
   */
  Map<TableLocation, Digest> run(Endpoint endpoint) {
    String database = layout.source().database();
    try (Connection connection = endpoint.connect(database)) {
      for (String sql : statements) {
        run(connection, sql);
      }
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, database, e);
    }
    Map<TableLocation, Digest> digests = new LinkedHashMap<>();
    for (String sql : statements) {
      createdTable(sql)
          .map(table -> new TableLocation(database, table))
          .ifPresent(table -> digests.put(table, TableDigest.of(endpoint, table)));
    }
    verify(digests);
    digests.keySet().forEach(table -> createTarget(endpoint, table));
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

  /** The table that a statement creates, if it is a CREATE TABLE with a qualified name. */
  private static Optional<QualifiedTable> createdTable(String sql) {
    Matcher create = CREATE_TABLE.matcher(sql);
    return create.matches()
        ? Optional.of(
            new QualifiedTable(
                identifier(create.group(1), create.group(2)),
                identifier(create.group(3), create.group(4))))
        : Optional.empty();
  }

  /** Returns the name of a quoted or unquoted identifier. */
  private static String identifier(@Nullable String plain, @Nullable String quoted) {
    return plain != null
        ? plain.toLowerCase(Locale.ROOT)
        : Objects.requireNonNull(quoted).replace("\"\"", "\"");
  }

  /**
   * The engine's {@code replace} keeps the definition of an existing target. Without one it would
   * create a primary key, which the target of the COPY pipe does not have either.
   */
  private void createTarget(Endpoint endpoint, TableLocation source) {
    TargetDefinition.of(endpoint, source)
        .create(endpoint, layout.destination().table(source.table().name()));
  }

  private void verify(Map<TableLocation, Digest> digests) {
    long found = digests.values().stream().mapToLong(Digest::rows).sum();
    if (rows.isPresent() && !rows.get().equals(Long.toString(found))) {
      throw new MismatchException(
          "%s: %d rows, not the %s asked for."
              .formatted(TableLocation.display(digests.keySet()), found, rows.get()));
    }
  }
}
