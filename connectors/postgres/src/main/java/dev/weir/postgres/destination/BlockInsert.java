package dev.weir.postgres.destination;

import dev.weir.postgres.wire.OutBlock;
import java.sql.SQLException;

/** Inserts blocks of rows into a table. */
sealed interface BlockInsert extends AutoCloseable permits ArrayInsert, ValuesInsert {
  /** Inserts the rows and returns the server's count. */
  long insert(OutBlock block) throws SQLException;

  @Override
  void close() throws SQLException;
}
