package dev.weir.comparison;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvent;
import dev.weir.integration.fixture.ShopEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Transaction;
import java.util.stream.Collector;

/**
 * Vert.x's Postgres client, which uses the binary format always, in its two ways to read a large
 * result: a cursor of as many rows as that of {@link CursorRead}, and a collector, which sees each
 * row as it is decoded, without a bound of what the server sends.
 */
final class VertxRead implements ReadContender {
  private final Vertx vertx = Vertx.vertx();
  private final PgConnection connection;
  private final PreparedStatement statement;

  VertxRead(BenchmarkDatabase database, ShopEvents table) {
    this.connection =
        await(
            PgConnection.connect(
                vertx,
                new PgConnectOptions()
                    .setHost(database.host())
                    .setPort(database.port())
                    .setUser(database.user())
                    .setPassword(database.password().reveal())
                    .setDatabase(database.database())));
    this.statement =
        await(connection.prepare("SELECT * FROM " + database.quotedTable(table.name())));
  }

  /** Reads by a cursor. The server ends a cursor with its transaction. */
  @Override
  public void read(RowSink sink) {
    Transaction transaction = await(connection.begin());
    Cursor cursor = statement.cursor();
    do {
      for (Row row : await(cursor.read(CursorRead.FETCH_ROWS))) {
        accept(row, sink);
      }
    } while (cursor.hasMore());
    await(cursor.close());
    await(transaction.commit());
  }

  /** Reads by a collector, which runs in the thread of the connection. */
  void collect(RowSink sink) {
    await(
        statement
            .query()
            .collecting(
                Collector.<Row, RowSink>of(
                    () -> sink,
                    (all, row) -> accept(row, all),
                    (first, second) -> {
                      throw new UnsupportedOperationException("Rows come in sequence");
                    }))
            .execute());
  }

  private static void accept(Row row, RowSink sink) {
    sink.int64(row.getInteger(0));
    sink.text(row.getString(1));
    sink.int64(row.getLong(2));
    sink.float64(row.getDouble(3));
    sink.bool(row.getBoolean(4));
    String payload = row.getString(5);
    if (payload == null) {
      sink.missing();
    } else {
      sink.text(payload);
    }
    sink.int64(ShopEvent.micros(row.getLocalDateTime(6)));
    sink.end();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(connection.close());
    await(vertx.close());
  }
}
