package dev.weir.postgres.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A query of {@link PostgresConnection#queries}, with parameters of type text. */
public record Query(String sql, RowConsumer rows, List<String> parameters) {
  public Query {
    parameters = List.copyOf(parameters);
  }

  /** Receives each row of a result set. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }
}
