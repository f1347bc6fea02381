package dev.weir.postgres.server;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Moves a table's rows as one binary COPY stream from one database to another, without parsing it.
 */
sealed interface CopyPipe permits PsqlPipe, PassThroughPipe {
  /** Such as {@code psql}; the load method of a record. */
  String name();

  /** Connects to both ends, copies, and commits. */
  void copy(Endpoint endpoint, TableLocation from, TableLocation to)
      throws IOException, SQLException, InterruptedException;

  static String copyOut(QualifiedTable table) {
    return "COPY " + table.quoted() + " TO STDOUT (FORMAT binary)";
  }

  static String copyIn(QualifiedTable table) {
    return "COPY " + table.quoted() + " FROM STDIN (FORMAT binary)";
  }
}
