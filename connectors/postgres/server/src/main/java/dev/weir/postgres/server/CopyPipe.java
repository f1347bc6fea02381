package dev.weir.postgres.server;

import java.io.IOException;
import java.sql.SQLException;

/** Moves a table's rows as one COPY stream from one database to another, without parsing it. */
sealed interface CopyPipe permits PsqlPipe, PassThroughPipe {
  /** Such as {@code psql}; the load method of a record. */
  String name();

  /** Connects to both ends, copies, and commits. */
  void copy(Endpoint endpoint, TableLocation from, TableLocation to)
      throws IOException, SQLException, InterruptedException;

  /** The format of a COPY stream. */
  enum Format {
    BINARY,
    TEXT;

    private String option() {
      return " (FORMAT " + (this == BINARY ? "binary" : "text") + ")";
    }
  }

  static String copyOut(QualifiedTable table, Format format) {
    return "COPY " + table.quoted() + " TO STDOUT" + format.option();
  }

  static String copyIn(QualifiedTable table, Format format) {
    return "COPY " + table.quoted() + " FROM STDIN" + format.option();
  }
}
