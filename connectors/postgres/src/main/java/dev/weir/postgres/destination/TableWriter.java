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
import java.util.function.Function;

/** Writes the rows of one split to one table. */
final class TableWriter implements SplitWriter {
  private final PostgresConnection connection;
  private final Place place;
  private final Loader loader;
  private final TextLengthCheck textLengthCheck;
  private final Function<Long, Committable> finish;

  private TableWriter(
      PostgresConnection connection,
      Place place,
      Loader loader,
      TextLengthCheck textLengthCheck,
      Function<Long, Committable> finish) {
    this.connection = connection;
    this.place = place;
    this.loader = loader;
    this.textLengthCheck = textLengthCheck;
    this.finish = finish;
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
    Loader loader =
        connection.await(
            ServerWait.FLUSH,
            place,
            () ->
                switch (method) {
                  case COPY -> new CopyLoader(connection, table);
                  case INSERT -> new InsertLoader(connection, table);
                });
    return new TableWriter(connection, place, loader, new TextLengthCheck(table, place), finish);
  }

  @Override
  public WriteResult write(Batch batch) {
    textLengthCheck.check(batch.root());
    try {
      connection.await(
          ServerWait.FLUSH,
          place,
          () -> {
            loader.write(batch.root());
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
    return finish.apply(connection.await(ServerWait.COMMIT, place, loader::finish));
  }

  @Override
  public void close() {
    connection.runQuietly(loader::close);
  }
}
