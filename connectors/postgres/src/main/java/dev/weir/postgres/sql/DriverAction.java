package dev.weir.postgres.sql;

import java.sql.SQLException;

/** A call of the driver that returns nothing. */
@FunctionalInterface
public interface DriverAction {
  void run() throws SQLException;
}
