package dev.weir.comparison;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.ShopEvent;
import dev.weir.integration.fixture.ShopEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * PgBulkInsert, binary COPY over pgjdbc, with a mapping of primitive types where its documentation
 * offers one. The last version for JDK 17 or older.
 */
final class BulkInsertWrite implements WriteContender {
  private final Connection connection;
  private final PgBulkInsert<ShopEvent> writer;
  private final List<ShopEvent> rows;

  BulkInsertWrite(BenchmarkDatabase database, ShopEvents table, String target) throws SQLException {
    this.connection = database.connect(Map.of());
    connection.setAutoCommit(false);
    this.writer = new PgBulkInsert<>(new Mapping(database.schema(), target));
    this.rows = table.events();
  }

  @Override
  public void write() throws SQLException {
    writer.saveAll(connection.unwrap(PGConnection.class), rows);
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static final class Mapping extends AbstractMapping<ShopEvent> {
    Mapping(String schema, String table) {
      super(schema, table, true);
      mapIntegerPrimitive("id", ShopEvent::id);
      mapText("event_type", ShopEvent::eventType);
      mapLongPrimitive("user_id", ShopEvent::userId);
      mapDoublePrimitive("amount", ShopEvent::amount);
      mapBooleanPrimitive("is_active", ShopEvent::isActive);
      mapText("payload", row -> row.payload().orElse(null));
      mapTimeStamp("created_at", ShopEvent::createdAt);
    }
  }
}
