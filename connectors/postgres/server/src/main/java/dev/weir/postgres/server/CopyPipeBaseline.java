package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The baseline of the benchmark: the time that the server itself needs to move a table by binary
 * COPY from one database to another, while the client only passes the bytes on. Each run fills a
 * new, empty table, as the engine's {@code replace} does, and verifies it.
 */
final class CopyPipeBaseline {
  private static final double NANOS_PER_SEC = 1e9;

  private final Endpoint endpoint;
  private final TableLocation from;
  private final TableLocation to;
  private final CopyPipe pipe;

  /**
   * A baseline from one table to another.
   *
   * @param to dropped before and after each run
   */
  CopyPipeBaseline(Endpoint endpoint, TableLocation from, TableLocation to, CopyPipe pipe) {
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
    TargetDefinition definition = TargetDefinition.of(endpoint, from);
    String version = new Databases(endpoint, from.database()).version();
    for (int repeat = 1; repeat <= runs; repeat++) {
      definition.recreate(endpoint, to);
      double durationSecs = timed();
      Digest source = TableDigest.of(endpoint, from);
      Digest dest = TableDigest.of(endpoint, to);
      verify(source, dest, rows);
      // Left in place, it would compete with the next process for the server's buffers.
      TargetDefinition.drop(endpoint, to);
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
          "The pipe from %s to %s failed: %s.".formatted(from, to, ServerErrors.firstLine(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The pipe was interrupted.", e);
    }
    return (System.nanoTime() - startNanos) / NANOS_PER_SEC;
  }

  private void verify(Digest source, Digest dest, long rows) {
    if (source.rows() != rows) {
      throw new MismatchException(
          "%s has %d rows, not the %d asked for.".formatted(from, source.rows(), rows));
    }
    if (!source.equals(dest)) {
      throw new MismatchException(
          "%s (%d rows, %s) is not equal to %s (%d rows, %s)."
              .formatted(to, dest.rows(), dest.hashText(), from, source.rows(), source.hashText()));
    }
  }
}
