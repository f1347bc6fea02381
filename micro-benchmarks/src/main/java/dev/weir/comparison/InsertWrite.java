package dev.weir.comparison;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.ShopEvent;
import dev.weir.integration.fixture.ShopEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/**
 * pgjdbc's batched INSERT with {@code reWriteBatchedInserts}, which its documentation names for
 * speed: up to 128 rows become one statement of several rows.
 */
final class InsertWrite implements WriteContender {
  /** Rows for each call of executeBatch: a multiple of the 128 that become one statement. */
  private static final int BATCH_ROWS = 8_192;

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<ShopEvent> rows;

  InsertWrite(BenchmarkDatabase database, ShopEvents table, String target) throws SQLException {
    this.connection =
        database.connect(Map.of("reWriteBatchedInserts", "true", "prepareThreshold", "1"));
    connection.setAutoCommit(false);
    this.statement =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (?, ?, ?, ?, ?, ?, ?)"
                .formatted(database.quotedTable(target), String.join(", ", ShopEvents.COLUMNS)));
    this.rows = table.events();
  }

  @Override
  public void write() throws SQLException {
    int added = 0;
    for (ShopEvent row : rows) {
      statement.setInt(1, row.id());
      statement.setString(2, row.eventType());
      statement.setLong(3, row.userId());
      statement.setDouble(4, row.amount());
      statement.setBoolean(5, row.isActive());
      if (row.payload().isPresent()) {
        statement.setString(6, row.payload().get());
      } else {
        statement.setNull(6, Types.VARCHAR);
      }
      statement.setObject(7, row.createdAt());
      statement.addBatch();
      if (++added % BATCH_ROWS == 0) {
        statement.executeBatch();
      }
    }
    statement.executeBatch();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
