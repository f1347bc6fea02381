package dev.weir.postgres.source;

import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import java.util.function.Supplier;

/** Reads the result of a query, and commits what the query has written after its last row. */
final class QueryReader implements SplitReader {
  /** SQLSTATE read_only_sql_transaction. */
  private static final String READ_ONLY = "25006";

  private final PostgresConnection connection;
  private final SplitReader reader;
  private final boolean readOnly;
  private final Place place;

  QueryReader(
      PostgresConnection connection, Place place, boolean readOnly, Supplier<SplitReader> open) {
    this.connection = connection;
    this.readOnly = readOnly;
    this.place = place;
    QueryPlanner.useSearchPathOfRole(connection);
    this.reader = explained(open);
  }

  @Override
  public void adaptTo(long bytes) {
    reader.adaptTo(bytes);
  }

  @Override
  public ReadResult next() {
    ReadResult result = explained(reader::next);
    if (result instanceof ReadResult.End) {
      if (readOnly) {
        QueryPlanner.useEmptySearchPath(connection);
      } else {
        connection.commit();
      }
    }
    return result;
  }

  private <T> T explained(Supplier<T> call) {
    try {
      return call.get();
    } catch (WeirException e) {
      if (readOnly && READ_ONLY.equals(e.sqlState().orElse(""))) {
        throw PostgresError.QUERY_WRITES
            .at(place, e.getMessage())
            .withSqlState(READ_ONLY)
            .causedBy(e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
