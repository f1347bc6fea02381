package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Another program that copies tables from one database to another, where they have the same names.
 * It runs with its own defaults, and takes the server and the role from the environment.
 */
enum PeerProgram implements CopyPipe {
  /** Passes COPY from connection to connection, tables side by side. */
  PGCOPYDB("pgcopydb") {
    @Override
    List<String> command(Path directory, List<TableCopy> tables) {
      return List.of(
          method(),
          "copy",
          "table-data",
          "--source",
          "dbname=" + tables.get(0).from().database(),
          "--target",
          "dbname=" + tables.get(0).to().database(),
          "--dir",
          directory.resolve("work").toString());
    }
  },
  /** Decodes rows of the source and writes them by COPY. */
  PGLOADER("pgloader") {
    @Override
    List<String> command(Path directory, List<TableCopy> tables) throws IOException {
      TableCopy first = tables.get(0);
      String names =
          tables.stream()
              .map(table -> "'" + table.from().table().name() + "'")
              .collect(Collectors.joining(", "));
      Path file =
          Files.writeString(
              directory.resolve("tables.load"),
              """
              LOAD DATABASE
                FROM pgsql:///%s
                INTO pgsql:///%s
                WITH data only, no truncate, reset no sequences
                INCLUDING ONLY TABLE NAMES MATCHING %s IN SCHEMA '%s';
              """
                  .formatted(
                      first.from().database(),
                      first.to().database(),
                      names,
                      first.from().table().schema()));
      return List.of(method(), "--root-dir", directory.toString(), file.toString());
    }
  };

  private static final Pattern ERROR = Pattern.compile("(?m)^.* (?:ERROR|FATAL) .*$");

  private final String program;

  PeerProgram(String program) {
    this.program = program;
  }

  /** The command; files that it needs are in a directory of its own. */
  abstract List<String> command(Path directory, List<TableCopy> tables) throws IOException;

  @Override
  public String method() {
    return program;
  }

  @Override
  public TableLocation target(BenchLayout layout, String table) {
    String database = layout.destination().database();
    if (database.equals(layout.source().database())) {
      throw new ServerException(
          program
              + " copies tables between databases, and the benchmark has one database here; leave out"
              + " --peers, or name a role that may create databases.");
    }
    return new BenchLayout.Location(database, layout.source().schema()).table(table);
  }

  @Override
  public void copy(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("weir-postgres-");
    try {
      Path log = directory.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(command(directory, tables))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      PsqlPipe.setServer(builder.environment(), endpoint);
      int code = builder.start().waitFor();
      String output = Files.readString(log);
      Optional<String> error = ERROR.matcher(output).results().map(MatchResult::group).findFirst();
      // pgloader exits with 0 after most errors.
      if (code != 0 || error.isPresent()) {
        throw new IOException(
            program + " failed: " + error.orElseGet(() -> ServerErrors.tail(output)));
      }
    } finally {
      RecursiveDelete.delete(directory);
    }
  }
}
