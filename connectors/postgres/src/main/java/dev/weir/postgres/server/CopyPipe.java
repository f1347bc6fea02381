package dev.weir.postgres.server;

import java.io.IOException;
import java.sql.SQLException;

/** Moves a table's binary COPY stream from one database to another, unread. */
sealed interface CopyPipe permits PsqlPipe, PassThroughPipe {
  /** Such as {@code psql}; a record's load method. */
  String name();

  /** Connects to both ends, copies, and commits. */
  void copy(Endpoint endpoint, Leg from, Leg to)
      throws IOException, SQLException, InterruptedException;

  /** One end: a table in a database. */
  record Leg(String database, QualifiedTable table) {
    String copyOut() {
      return "COPY " + table.quoted() + " TO STDOUT (FORMAT binary)";
    }

    String copyIn() {
      return "COPY " + table.quoted() + " FROM STDIN (FORMAT binary)";
    }
  }
}
