package dev.weir.postgres.sql;

import java.sql.SQLException;

/** A call of the driver that returns a value. */
@FunctionalInterface
public interface DriverCall<T> {
  T run() throws SQLException;
}
