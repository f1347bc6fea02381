package dev.weir.postgres.destination;

import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Sends rows to the table that takes them, within the transaction under way. */
interface Loader extends AutoCloseable {
  void write(VectorSchemaRoot rows) throws SQLException;

  /** Waits until the server has taken all rows; returns how many it counted. */
  long finish() throws SQLException;

  /** Ends a load that has not finished. */
  @Override
  void close() throws SQLException;
}
