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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL files that create tables in the source's schema, and creates an empty target for each of
 * them in the destination's. A table that a later statement drops has no target.
 */
final class Seed {
  /** The variable that names the source's schema in the file. */
  static final String SCHEMA = "schema";

  /** The variable for the number of rows that the tables must have together. */
  private static final String ROWS = "rows";

  private static final String IDENTIFIER = "(?:(\\w+)|\"((?:[^\"]|\"\")+)\")";

  private static final Pattern TABLE =
      Pattern.compile(
          "(CREATE|DROP)\\s+TABLE\\s+%1$s\\.%1$s(?:[^\\w\"].*)?".formatted(IDENTIFIER),
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final BenchLayout layout;
  private final Optional<String> rows;
  private final List<SeedStatement> statements;

  private record SeedStatement(Path file, String sql) {}

  private Seed(BenchLayout layout, Optional<String> rows, List<SeedStatement> statements) {
    this.layout = layout;
    this.rows = rows;
    this.statements = statements;
  }

  /**
   * Reads the files.
   *
   * @param files run one after another
   * @param variables for the files, beside {@code schema}; {@code rows} is also checked
   */
  static Seed read(List<Path> files, BenchLayout layout, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put(SCHEMA, layout.source().schema());
    List<SeedStatement> statements =
        files.stream().flatMap(file -> statements(file, all).stream()).toList();
    return new Seed(layout, Optional.ofNullable(all.get(ROWS)), statements);
  }

  private static List<SeedStatement> statements(Path file, Map<String, String> variables) {
    try {
      return SqlScript.statements(Files.readString(file), variables).stream()
          .map(sql -> new SeedStatement(file, sql))
          .toList();
    } catch (IOException e) {
      throw new ServerException("The file " + file + " cannot be read; name an existing file.", e);
    } catch (IllegalArgumentException e) {
      throw new ServerException("The file " + file + " cannot be run: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Runs the statements, each in its own transaction, and creates the targets.
   *
   * @return the digest of each table of the source, in the order of the files
   */
  Map<TableLocation, Digest> run(Endpoint endpoint) {
    String database = layout.source().database();
    try (Connection connection = endpoint.connect(database)) {
      for (SeedStatement statement : statements) {
        run(connection, statement);
      }
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, database, e);
    }
    Map<TableLocation, Digest> digests = new LinkedHashMap<>();
    for (QualifiedTable table : tables()) {
      TableLocation location = new TableLocation(database, table);
      digests.put(location, TableDigest.of(endpoint, location));
    }
    verify(digests);
    digests.keySet().forEach(table -> createTarget(endpoint, table));
    return digests;
  }

  private static void run(Connection connection, SeedStatement seed) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(seed.sql());
    } catch (SQLException e) {
      String start = seed.sql().lines().findFirst().orElse("");
      throw new ServerException(
          "The file %s failed at `%s`: %s."
              .formatted(seed.file(), start, ServerErrors.firstLine(e)),
          e);
    }
  }

  /** The tables of CREATE TABLE with a qualified name, without those of a later DROP TABLE. */
  private Set<QualifiedTable> tables() {
    Set<QualifiedTable> tables = new LinkedHashSet<>();
    for (SeedStatement statement : statements) {
      Matcher matcher = TABLE.matcher(statement.sql());
      if (matcher.matches()) {
        QualifiedTable table =
            new QualifiedTable(
                identifier(matcher.group(2), matcher.group(3)),
                identifier(matcher.group(4), matcher.group(5)));
        if ("CREATE".equalsIgnoreCase(matcher.group(1))) {
          tables.add(table);
        } else {
          tables.remove(table);
        }
      }
    }
    return tables;
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
