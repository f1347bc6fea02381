package dev.weir.postgres.server;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Copies tables from one database to another without the engine: as COPY streams that it does not
 * parse, or by another program.
 */
sealed interface CopyPipe permits PsqlPipe, PassThroughPipe, FilePipe, PeerProgram {
  /** The end of a target's name; the engine's {@code replace} keeps its own target. */
  String SUFFIX = "_pipe";

  /** Such as {@code psql}; the load method of a record. */
  String method();

  /** The target of a table of the source. */
  default TableLocation target(BenchLayout layout, String table) {
    return layout.destination().table(table + SUFFIX);
  }

  /** What precedes {@link #copy} and is not measured. */
  default void prepare(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, SQLException, InterruptedException {}

  /**
   * Connects to both ends, copies the tables, and commits.
   *
   * @param tables at least one; all of one database, to empty tables of one database
   */
  void copy(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, SQLException, InterruptedException;

  /** What brings the rows to the targets after {@link #copy}, and is not measured. */
  default void complete(Endpoint endpoint, List<TableCopy> tables)
      throws IOException, SQLException, InterruptedException {}

  /** The format of a COPY stream. */
  enum Format {
    BINARY(""),
    TEXT(""),
    /** With the names of the columns. */
    CSV(", HEADER");

    private final String options;

    Format(String options) {
      this.options = options;
    }

    String lowerCaseName() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String option() {
      return " (FORMAT " + lowerCaseName() + options + ")";
    }
  }

  static String copyOut(QualifiedTable table, Format format) {
    return "COPY " + table.quoted() + " TO STDOUT" + format.option();
  }

  static String copyIn(QualifiedTable table, Format format) {
    return "COPY " + table.quoted() + " FROM STDIN" + format.option();
  }
}
