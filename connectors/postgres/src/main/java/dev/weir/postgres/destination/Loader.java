package dev.weir.postgres.destination;

import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes rows to a table in the current transaction. */
interface Loader extends AutoCloseable {
  void write(VectorSchemaRoot rows) throws SQLException;

  /** Completes the load and returns the server's row count. */
  long finish() throws SQLException;

  /** Cancels the load unless it is finished. */
  @Override
  void close() throws SQLException;
}
