package dev.weir.comparison;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvent;
import dev.weir.integration.fixture.ShopEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * pgjdbc with a cursor: autocommit off and a fetch size, as its documentation demands, and the
 * statement prepared at the server from the first execution on, because only then values come in
 * binary format.
 */
final class CursorRead implements ReadContender {
  /** The driver's documentation names no size; from about 1,000 rows on more gain little. */
  static final int FETCH_ROWS = 10_000;

  static final Map<String, String> PROPERTIES = Map.of("prepareThreshold", "1");

  private final Connection connection;
  private final PreparedStatement statement;

  CursorRead(BenchmarkDatabase database, ShopEvents table) throws SQLException {
    this.connection = database.connect(PROPERTIES);
    connection.setAutoCommit(false);
    this.statement =
        connection.prepareStatement("SELECT * FROM " + database.quotedTable(table.name()));
    statement.setFetchSize(FETCH_ROWS);
  }

  @Override
  public void read(RowSink sink) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sink.int64(rows.getInt(1));
        sink.text(rows.getString(2));
        sink.int64(rows.getLong(3));
        sink.float64(rows.getDouble(4));
        sink.bool(rows.getBoolean(5));
        String payload = rows.getString(6);
        if (payload == null) {
          sink.missing();
        } else {
          sink.text(payload);
        }
        sink.int64(ShopEvent.micros(rows.getObject(7, LocalDateTime.class)));
        sink.end();
      }
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
