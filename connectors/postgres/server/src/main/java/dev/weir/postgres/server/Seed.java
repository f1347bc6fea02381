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
import java.util.TreeMap;
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
  private final Map<String, String> leaves;
  private final List<SeedStatement> statements;
  private final List<SeedStatement> targetStatements;

  private record SeedStatement(Path file, String sql) {}

  /**
   * What the files have created.
   *
   * @param tables those that the modes read, in the order of the files
   * @param leaves what a mode must leave in its target, where that is not those tables
   */
  record Seeded(Map<TableLocation, Digest> tables, Map<String, Digest> leaves) {}

  private Seed(
      BenchLayout layout,
      Optional<String> rows,
      Map<String, String> leaves,
      List<SeedStatement> statements,
      List<SeedStatement> targetStatements) {
    this.layout = layout;
    this.rows = rows;
    this.leaves = leaves;
    this.statements = statements;
    this.targetStatements = targetStatements;
  }

  /**
   * Reads the files.
   *
   * @param variables for the files, beside {@code schema}; {@code rows} is also checked
   */
  static Seed read(SeedFiles files, BenchLayout layout, Map<String, String> variables) {
    return new Seed(
        layout,
        Optional.ofNullable(variables.get(ROWS)),
        files.leaves(),
        statements(files.source(), layout.source(), variables),
        statements(files.target(), layout.destination(), variables));
  }

  private static List<SeedStatement> statements(
      List<Path> files, BenchLayout.Location location, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put(SCHEMA, location.schema());
    return files.stream().flatMap(file -> statements(file, all).stream()).toList();
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

  /** Runs the statements, each in its own transaction, and creates the targets. */
  Seeded run(Endpoint endpoint) {
    run(endpoint, layout.source().database(), statements);
    Map<TableLocation, Digest> digests = digests(endpoint);
    Map<String, Digest> ofModes = new TreeMap<>();
    leaves.forEach(
        (mode, table) -> {
          TableLocation location = layout.source().table(table);
          ofModes.put(
              mode,
              Optional.ofNullable(digests.get(location))
                  .orElseThrow(
                      () -> new ServerException("No file creates the table " + location + ".")));
        });
    leaves.values().forEach(table -> digests.remove(layout.source().table(table)));
    verify(digests);
    digests.keySet().forEach(table -> createTarget(endpoint, table));
    run(endpoint, layout.destination().database(), targetStatements);
    return new Seeded(digests, ofModes);
  }

  private static void run(Endpoint endpoint, String database, List<SeedStatement> statements) {
    try (Connection connection = endpoint.connect(database)) {
      for (SeedStatement statement : statements) {
        run(connection, statement);
      }
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, database, e);
    }
  }

  private Map<TableLocation, Digest> digests(Endpoint endpoint) {
    Map<TableLocation, Digest> digests = new LinkedHashMap<>();
    for (QualifiedTable table : tables()) {
      TableLocation location = new TableLocation(layout.source().database(), table);
      digests.put(location, TableDigest.of(endpoint, location));
    }
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
