package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import dev.weir.postgres.sql.Identifiers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How fast a table can be moved at best: the server's own binary COPY stream, from one database to
 * another, with nobody looking at it. Each run fills a new, empty table, as the engine's {@code
 * replace} does.
 */
final class CopyPipeBaseline {
  private static final double NANOS_PER_SEC = 1e9;

  /** The columns as they are declared, but no key and no index. */
  private static final String COLUMNS =
      """
      SELECT string_agg(
        quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
          || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END,
        ', ' ORDER BY attnum)
      FROM pg_attribute
      WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
      """;

  private final Endpoint endpoint;
  private final CopyPipe.Leg from;
  private final CopyPipe.Leg to;
  private final CopyPipe pipe;

  CopyPipeBaseline(Endpoint endpoint, CopyPipe.Leg from, CopyPipe.Leg to, CopyPipe pipe) {
    this.endpoint = endpoint;
    this.from = from;
    this.to = to;
    this.pipe = pipe;
  }

  /**
   * Runs the pipe that many times, and verifies each run.
   *
   * @param rows how many the source must have
   * @throws MismatchException where the destination's rows are not the source's
   */
  void run(int runs, long rows, Consumer<PipeRun> record) {
    String columns = columns();
    String version = new Databases(endpoint, from.database()).version();
    for (int repeat = 1; repeat <= runs; repeat++) {
      makeTarget(columns);
      double durationSecs = timed();
      Digest source = TableDigest.of(endpoint, from.database(), from.table());
      Digest dest = TableDigest.of(endpoint, to.database(), to.table());
      verify(source, dest, rows);
      record.accept(
          new PipeRun(
              UUID.randomUUID().toString(),
              repeat,
              source,
              dest,
              durationSecs,
              version,
              pipe.name()));
    }
  }

  private double timed() {
    long startNanos = System.nanoTime();
    try {
      pipe.copy(endpoint, from, to);
    } catch (IOException | SQLException e) {
      throw new ServerException(
          "The pipe from %s to %s failed: %s."
              .formatted(from.table(), to.table(), ServerErrors.firstLine(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The pipe was interrupted.", e);
    }
    return (System.nanoTime() - startNanos) / NANOS_PER_SEC;
  }

  private void verify(Digest source, Digest dest, long rows) {
    if (source.rows() != rows) {
      throw new MismatchException(
          "%s has %d rows, not the %d asked for.".formatted(from.table(), source.rows(), rows));
    }
    if (!source.equals(dest)) {
      throw new MismatchException(
          "%s (%d rows, %s) is not equal to %s (%d rows, %s)."
              .formatted(
                  to.table(),
                  dest.rows(),
                  dest.hashText(),
                  from.table(),
                  source.rows(),
                  source.hashText()));
    }
  }

  private String columns() {
    try (Connection connection = endpoint.connect(from.database());
        PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, from.table().quoted());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw ServerErrors.reading(endpoint, from.database(), from.table(), e);
    }
  }

  private void makeTarget(String columns) {
    QualifiedTable table = to.table();
    try (Connection connection = endpoint.connect(to.database());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(table.schema()));
      statement.execute("DROP TABLE IF EXISTS " + table.quoted());
      statement.execute("CREATE TABLE " + table.quoted() + " (" + columns + ")");
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, to.database(), e);
    }
  }
}
