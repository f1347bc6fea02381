package dev.weir.postgres.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps a row of a result set. */
@FunctionalInterface
public interface RowMapper<T> {
  T map(ResultSet row) throws SQLException;
}
