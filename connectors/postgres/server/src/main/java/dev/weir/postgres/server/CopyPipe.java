package dev.weir.postgres.server;

import java.io.IOException;
import java.sql.SQLException;

/** Moves a table's rows as one COPY stream from one database to another, without parsing it. */
sealed interface CopyPipe permits PsqlPipe, PassThroughPipe, CsvFilePipe {
  /** Such as {@code psql}; the load method of a record. */
  String name();

  /** What precedes {@link #copy} and is not measured. */
  default void prepare(Endpoint endpoint, TableLocation from)
      throws IOException, SQLException, InterruptedException {}

  /** Connects to both ends, copies, and commits. */
  void copy(Endpoint endpoint, TableLocation from, TableLocation to)
      throws IOException, SQLException, InterruptedException;

  /** What brings the rows to the target after {@link #copy}, and is not measured. */
  default void complete(Endpoint endpoint, TableLocation from, TableLocation to)
      throws IOException, SQLException, InterruptedException {}

  /** The format of a COPY stream. */
  enum Format {
    BINARY("binary"),
    TEXT("text"),
    /** With the names of the columns. */
    CSV("csv, HEADER");

    private final String option;

    Format(String option) {
      this.option = option;
    }

    private String option() {
      return " (FORMAT " + option + ")";
    }
  }

  static String copyOut(QualifiedTable table, Format format) {
    return "COPY " + table.quoted() + " TO STDOUT" + format.option();
  }

  static String copyIn(QualifiedTable table, Format format) {
    return "COPY " + table.quoted() + " FROM STDIN" + format.option();
  }
}
