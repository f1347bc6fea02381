package dev.weir.comparison;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.adapter.jdbc.ArrowVectorIterator;
import org.apache.arrow.adapter.jdbc.JdbcToArrow;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfig;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfigBuilder;
import org.apache.arrow.adapter.jdbc.JdbcToArrowUtils;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Arrow's JDBC adapter over pgjdbc with a cursor as {@link CursorRead} has it, with vectors that
 * are used again for each batch, as its documentation recommends, and batches of the cursor's rows.
 */
final class ArrowJdbcRead implements ReadContender {
  private final BufferAllocator allocator = new RootAllocator();
  private final Connection connection;
  private final PreparedStatement statement;

  ArrowJdbcRead(BenchmarkDatabase database, ShopEvents table) throws SQLException {
    this.connection = database.connect(CursorRead.PROPERTIES);
    connection.setAutoCommit(false);
    this.statement =
        connection.prepareStatement("SELECT * FROM " + database.quotedTable(table.name()));
    statement.setFetchSize(CursorRead.FETCH_ROWS);
  }

  @Override
  public void read(RowSink sink) throws SQLException, IOException {
    JdbcToArrowConfig config =
        new JdbcToArrowConfigBuilder(allocator, JdbcToArrowUtils.getUtcCalendar())
            .setTargetBatchSize(CursorRead.FETCH_ROWS)
            .setReuseVectorSchemaRoot(true)
            .build();
    try (ResultSet rows = statement.executeQuery();
        ArrowVectorIterator batches = JdbcToArrow.sqlToArrowVectorIterator(rows, config)) {
      while (batches.hasNext()) {
        ShopEvents.feedBatch(batches.next(), sink);
      }
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    allocator.close();
  }
}
