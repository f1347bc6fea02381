package dev.weir.postgres.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;
import dev.weir.core.error.Place;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.wire.ColumnException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the rows of one split to one table. While it is suspended, another writer can use the
 * session: a COPY into one table excludes one into another.
 */
final class TableWriter implements SplitWriter {
  private final PostgresConnection connection;
  private final Place place;
  private final LoadMethod method;
  private final LoadTable table;
  private final TextLengthCheck textLengthCheck;
  private final Function<Long, Committable> finish;

  /** Empty while the writer is suspended. */
  private Optional<Loader> loader;

  private long rows;

  private TableWriter(
      PostgresConnection connection,
      Place place,
      LoadMethod method,
      LoadTable table,
      Function<Long, Committable> finish) {
    this.connection = connection;
    this.place = place;
    this.method = method;
    this.table = table;
    this.textLengthCheck = new TextLengthCheck(table, place);
    this.finish = finish;
    this.loader = Optional.of(openLoader(connection, place, method, table));
  }

  /**
   * Starts to write.
   *
   * @param finish called with the server's row count after the last row
   */
  static TableWriter open(
      PostgresConnection connection,
      Place place,
      LoadMethod method,
      LoadTable table,
      Function<Long, Committable> finish) {
    return new TableWriter(connection, place, method, table, finish);
  }

  private static Loader openLoader(
      PostgresConnection connection, Place place, LoadMethod method, LoadTable table) {
    return connection.await(
        ServerWait.FLUSH,
        place,
        () ->
            switch (method) {
              case COPY -> new CopyLoader(connection, table);
              case INSERT -> new InsertLoader(connection, table);
            });
  }

  /** Ends the statement under way; the next batch begins another one. */
  void suspend() {
    loader.ifPresent(
        open -> {
          rows += connection.await(ServerWait.COMMIT, place, open::finish);
          loader = Optional.empty();
          connection.runQuietly(open::close);
        });
  }

  @Override
  public WriteResult write(Batch batch) {
    textLengthCheck.check(batch.root());
    Loader open = loader.orElseGet(() -> openLoader(connection, place, method, table));
    loader = Optional.of(open);
    try {
      connection.await(
          ServerWait.FLUSH,
          place,
          () -> {
            open.write(batch.root());
            return true;
          });
    } catch (ColumnException e) {
      throw PostgresError.VALUE
          .at(place.inColumn(e.column()), String.valueOf(e.getMessage()))
          .causedBy(e);
    }
    return WriteResult.written(batch.rows());
  }

  @Override
  public Committable finish() {
    if (loader.isPresent()) {
      rows += connection.await(ServerWait.COMMIT, place, loader.get()::finish);
    }
    return finish.apply(rows);
  }

  @Override
  public void close() {
    loader.ifPresent(open -> connection.runQuietly(open::close));
  }
}
