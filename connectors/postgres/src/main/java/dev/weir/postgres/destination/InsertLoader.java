package dev.weir.postgres.destination;

import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.wire.CopyBatchWriter;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Loads rows by INSERT statements. The parameters are the fields that COPY would send, so both
 * methods write the same values.
 */
final class InsertLoader implements Loader {
  private final PostgresConnection connection;
  private final CopyBatchWriter writer;
  private final BlockInsert inserts;
  private long rows;

  InsertLoader(PostgresConnection connection, LoadTable table) throws SQLException {
    this.connection = connection;
    this.writer = BatchWriters.of(table);
    boolean arrays = ParameterTypes.register(connection.jdbc(), table.columns());
    this.inserts =
        arrays
            ? new ArrayInsert(connection.jdbc(), table)
            : new ValuesInsert(connection.jdbc(), table);
  }

  @Override
  public void write(VectorSchemaRoot batch) throws SQLException {
    writer.write(
        batch,
        (block, first) -> {
          rows += inserts.insert(block);
          connection.progress(ServerWait.FLUSH);
        });
  }

  @Override
  public long finish() {
    return rows;
  }

  @Override
  public void close() throws SQLException {
    inserts.close();
  }
}
