package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The baseline of the benchmark: the time that the server itself needs to move tables by binary
 * COPY from one database to another, one after another, while the client only passes the bytes on;
 * or the time of another program. Each run fills new, empty tables, as the engine's {@code replace}
 * does, and verifies them.
 */
final class CopyPipeBaseline {
  private static final double NANOS_PER_SEC = 1e9;

  private final Endpoint endpoint;
  private final List<TableCopy> tables;
  private final CopyPipe pipe;

  /**
   * A baseline.
   *
   * @param tables the targets are dropped before and after each run
   */
  CopyPipeBaseline(Endpoint endpoint, List<TableCopy> tables, CopyPipe pipe) {
    this.endpoint = endpoint;
    this.tables = List.copyOf(tables);
    this.pipe = pipe;
  }

  /**
   * Runs the pipe that many times, and verifies each run.
   *
   * @param rows how many the source must have in all tables
   * @throws MismatchException where the destination's rows are not the source's
   */
  void run(int runs, long rows, Consumer<PipeRun> record) {
    List<TargetDefinition> definitions =
        tables.stream().map(table -> TargetDefinition.of(endpoint, table.from())).toList();
    String version = new Databases(endpoint, tables.get(0).from().database()).version();
    for (int repeat = 1; repeat <= runs; repeat++) {
      for (int i = 0; i < tables.size(); i++) {
        definitions.get(i).recreate(endpoint, tables.get(i).to());
      }
      run(() -> pipe.prepare(endpoint, tables));
      long startNanos = System.nanoTime();
      run(() -> pipe.copy(endpoint, tables));
      double durationSecs = (System.nanoTime() - startNanos) / NANOS_PER_SEC;
      run(() -> pipe.complete(endpoint, tables));
      Digest source = digest(tables.stream().map(TableCopy::from));
      Digest dest = digest(tables.stream().map(TableCopy::to));
      verify(source, dest, rows);
      // Left in place, they would compete with the next process for the server's buffers.
      tables.forEach(table -> TargetDefinition.drop(endpoint, table.to()));
      record.accept(
          new PipeRun(
              UUID.randomUUID().toString(),
              repeat,
              source,
              dest,
              durationSecs,
              version,
              pipe.method()));
    }
  }

  /** A part of a run. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException, SQLException, InterruptedException;
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (IOException | SQLException e) {
      throw new ServerException(
          "The pipe from %s to %s failed: %s.".formatted(from(), to(), ServerErrors.firstLine(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The pipe was interrupted.", e);
    }
  }

  private Digest digest(Stream<TableLocation> locations) {
    return locations
        .map(table -> TableDigest.of(endpoint, table))
        .reduce(Digest.EMPTY, Digest::plus);
  }

  private String from() {
    return TableLocation.display(tables.stream().map(TableCopy::from).toList());
  }

  private String to() {
    return TableLocation.display(tables.stream().map(TableCopy::to).toList());
  }

  private void verify(Digest source, Digest dest, long rows) {
    if (source.rows() != rows) {
      throw new MismatchException(
          "%s: %d rows, not the %d asked for.".formatted(from(), source.rows(), rows));
    }
    if (!source.equals(dest)) {
      throw new MismatchException(
          "%s (%d rows, %s) is not equal to %s (%d rows, %s)."
              .formatted(
                  to(), dest.rows(), dest.hashText(), from(), source.rows(), source.hashText()));
    }
  }
}
