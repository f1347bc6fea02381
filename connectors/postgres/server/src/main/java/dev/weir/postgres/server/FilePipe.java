package dev.weir.postgres.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * A file between two tables: the server formats and parses it, and the client writes and reads it,
 * as {@code psql \copy} does. One of the two halves is measured; the other one is there to verify
 * it. Without psql, the driver copies.
 */
final class FilePipe implements CopyPipe {
  /** The half that is measured. */
  enum Measured {
    /** From the table to the file. */
    OUT("-out"),
    /** From the file to the table. */
    IN("-in");

    private final String suffix;

    Measured(String suffix) {
      this.suffix = suffix;
    }
  }

  private final Format format;
  private final Measured measured;
  private final boolean usesPsql;

  FilePipe(Format format, Measured measured, boolean usesPsql) {
    this.format = format;
    this.measured = measured;
    this.usesPsql = usesPsql;
  }

  @Override
  public String method() {
    return (usesPsql ? PsqlPipe.NAME : PassThroughPipe.NAME) + "-" + name(format, measured);
  }

  /** Such as {@code csv-out}. */
  static String name(Format format, Measured measured) {
    return format.lowerCaseName() + measured.suffix;
  }

  private static Path file(TableLocation from) {
    return Path.of(System.getProperty("java.io.tmpdir"), from.table().name() + ".pipe");
  }

  @Override
  public void prepare(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, SQLException, InterruptedException {
    for (TableCopy table : tables) {
      Files.deleteIfExists(file(table.from()));
      if (measured == Measured.IN) {
        write(endpoint, table.from());
      }
    }
  }

  @Override
  public void copy(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, SQLException, InterruptedException {
    for (TableCopy table : tables) {
      if (measured == Measured.OUT) {
        write(endpoint, table.from());
      } else {
        read(endpoint, table);
      }
    }
  }

  @Override
  public void complete(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, SQLException, InterruptedException {
    for (TableCopy table : tables) {
      if (measured == Measured.OUT) {
        read(endpoint, table);
      }
      Files.delete(file(table.from()));
    }
  }

  private void write(Endpoint endpoint, TableLocation from)
      throws IOException, SQLException, InterruptedException {
    String sql = CopyPipe.copyOut(from.table(), format);
    if (usesPsql) {
      Path errors = Files.createTempFile("weir-postgres-", ".err");
      run(
          PsqlPipe.psql(endpoint, from.database(), sql, errors).redirectOutput(file(from).toFile()),
          errors);
      return;
    }
    try (Connection connection = endpoint.connect(from.database());
        OutputStream out = Files.newOutputStream(file(from))) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
    }
  }

  private void read(Endpoint endpoint, TableCopy table)
      throws IOException, SQLException, InterruptedException {
    TableLocation to = table.to();
    Path file = file(table.from());
    String sql = CopyPipe.copyIn(to.table(), format);
    if (usesPsql) {
      Path errors = Files.createTempFile("weir-postgres-", ".err");
      run(
          PsqlPipe.psql(endpoint, to.database(), sql, errors)
              .redirectInput(file.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD),
          errors);
      return;
    }
    try (Connection connection = endpoint.connect(to.database());
        InputStream in = Files.newInputStream(file)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, in);
    }
  }

  private static void run(ProcessBuilder psql, Path errors)
      throws IOException, InterruptedException {
    try {
      if (psql.start().waitFor() != 0) {
        throw new IOException("psql failed: " + ServerErrors.tail(Files.readString(errors)));
      }
    } finally {
      Files.delete(errors);
    }
  }
}
