package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code psql -c 'COPY ... TO STDOUT' | psql -c 'COPY ... FROM STDIN'}. */
final class PsqlPipe implements CopyPipe {
  static final String NAME = "psql";
  static final String TEXT_NAME = "psql-text";

  private final Format format;

  PsqlPipe(Format format) {
    this.format = format;
  }

  static boolean isInstalled() {
    return DockerEngine.succeeds(List.of("psql", "--version"));
  }

  @Override
  public String method() {
    return format == Format.BINARY ? NAME : TEXT_NAME;
  }

  @Override
  public void copy(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, InterruptedException {
    for (TableCopy table : tables) {
      copy(endpoint, table.from(), table.to());
    }
  }

  private void copy(Endpoint endpoint, TableLocation from, TableLocation to)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("weir-postgres-", ".err");
    try {
      List<Process> processes =
          ProcessBuilder.startPipeline(
              List.of(
                  psql(endpoint, from.database(), CopyPipe.copyOut(from.table(), format), errors),
                  psql(endpoint, to.database(), CopyPipe.copyIn(to.table(), format), errors)
                      .redirectOutput(ProcessBuilder.Redirect.DISCARD)));
      boolean failed = false;
      for (Process process : processes) {
        failed |= process.waitFor() != 0;
      }
      if (failed) {
        throw new IOException("psql failed: " + ServerErrors.tail(Files.readString(errors)));
      }
    } finally {
      Files.delete(errors);
    }
  }

  /** Returns psql with a command; its messages are appended to a file. */
  static ProcessBuilder psql(Endpoint endpoint, String database, String sql, Path errors) {
    ProcessBuilder builder =
        new ProcessBuilder(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--no-password",
                "--set",
                "ON_ERROR_STOP=1",
                "--command",
                sql)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    Map<String, String> environment = builder.environment();
    setServer(environment, endpoint);
    // Not as --dbname, where psql reads a name with = or :// as connection parameters.
    environment.put("PGDATABASE", database);
    return builder;
  }

  /** Lets a program of libpq connect to this server. */
  static void setServer(Map<String, String> environment, Endpoint endpoint) {
    // Each of these would take the place of PGHOST.
    environment.keySet().removeAll(List.of("PGHOSTADDR", "PGSERVICE"));
    environment.putAll(endpoint.environment());
  }
}
