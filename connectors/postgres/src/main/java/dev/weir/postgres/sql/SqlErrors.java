package dev.weir.postgres.sql;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a server's error means to a run. Source: PostgreSQL documentation, "Error Codes". */
public final class SqlErrors {
  /** Text from a peer is cut to this many characters. */
  private static final int MESSAGE_CHARS_MAX = 1_000;

  private SqlErrors() {}

  /** The error at this place, with its cause. */
  public static WeirException at(Place place, SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    ErrorKind kind = kind(state);
    return WeirException.of(
            place.side().name().toLowerCase(java.util.Locale.ROOT) + "." + name(state, kind),
            kind,
            column(place, error),
            message(error),
            hint(state, kind))
        .withSqlState(state)
        .causedBy(error);
  }

  private static ErrorKind kind(String state) {
    return switch (state) {
      case "28000", "28P01" -> ErrorKind.AUTH;
      case "42501" -> ErrorKind.PERMISSION;
      case "3D000" -> ErrorKind.CONFIG;
      case "25006", "53100", "54000" -> ErrorKind.RESOURCE;
      case "53300", "57014", "57P01", "57P02", "57P03", "40001", "40P01", "55P03" ->
          ErrorKind.TRANSIENT;
      default -> kindOfClass(state.length() < 2 ? "" : state.substring(0, 2));
    };
  }

  private static ErrorKind kindOfClass(String stateClass) {
    return switch (stateClass) {
      case "08" -> ErrorKind.TRANSIENT;
      case "22", "23" -> ErrorKind.DATA;
      case "42", "3F", "0A", "2B" -> ErrorKind.SCHEMA;
      default -> ErrorKind.RESOURCE;
    };
  }

  private static String name(String state, ErrorKind kind) {
    return switch (state) {
      case "42P01" -> "table_missing";
      case "42703" -> "column_missing";
      case "08001" -> "unreachable";
      case "28P01" -> "password";
      case "3D000" -> "database_missing";
      case "57014" -> "cancelled_by_server";
      default -> kind.name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static String hint(String state, ErrorKind kind) {
    return switch (state) {
      case "42P01" -> "See `weir discover` for the tables that are there.";
      case "42703" -> "See `weir discover` for the columns that are there.";
      case "08001", "08006" -> "Check host and port, and that the server runs and may be reached.";
      case "3D000" -> "Create the database, or correct config.database.";
      case "57014" -> "Raise statement_timeout for this user, or move less at once.";
      case "53100" -> "Free disk space on the server, then run again.";
      case "53300" -> "Free connections on the server, or raise max_connections.";
      case "2BP01" -> "Drop what depends on the table, or use write_mode: append.";
      default ->
          switch (kind) {
            case AUTH -> "Check config.user and config.password, and the server's pg_hba.conf.";
            case PERMISSION -> "Grant this user the right that the server names.";
            case TRANSIENT -> "Run again; what was not committed is rolled back.";
            case DATA -> "Correct the value at the source, or widen the target's column.";
            case SCHEMA -> "Correct the stream, or bring the target in line with it.";
            case CONFIG, RESOURCE, CANCELLED, INTERNAL -> "See the server's log for more.";
          };
    };
  }

  private static Place column(Place place, SQLException error) {
    ServerErrorMessage server = serverMessage(error);
    String column = server == null ? null : server.getColumn();
    return column == null ? place : place.inColumn(column);
  }

  private static String message(SQLException error) {
    ServerErrorMessage server = serverMessage(error);
    String text = server == null ? error.getMessage() : server.getMessage();
    String detail = server == null ? null : server.getDetail();
    String whole =
        (text == null ? "the server gave no reason" : text) + (detail == null ? "" : ": " + detail);
    String line = whole.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MESSAGE_CHARS_MAX ? line : line.substring(0, MESSAGE_CHARS_MAX) + "…";
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException error) {
    return error instanceof PSQLException server ? server.getServerErrorMessage() : null;
  }
}
