package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a server's error means to a run. */
public final class SqlErrors {
  /** Text from a peer is cut to this many characters. */
  private static final int MESSAGE_CHARS_MAX = 1_000;

  private static final String ROW_SECURITY = "row-level security";

  /** The server's catalog of types has one row for each table, too. */
  private static final String TYPE_NAMES = "pg_type_typname_nsp_index";

  private SqlErrors() {}

  /** The error at this place, with its cause. */
  public static WeirException at(Place place, SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    PostgresError code = code(state, error);
    return code.at(column(place, error), message(code, error))
        .withHint(hint(code, place))
        .withSqlState(state)
        .causedBy(error);
  }

  /** The error that a SQLSTATE is, where the message does not tell more. */
  private static PostgresError code(String state, SQLException error) {
    ServerErrorMessage server = serverMessage(error);
    PostgresError code = SqlState.error(state);
    if (server == null) {
      boolean aboutTls = String.valueOf(error.getMessage()).contains("SSL");
      return code == PostgresError.TLS && !aboutTls ? PostgresError.AUTHENTICATION : code;
    }
    if (code == PostgresError.PERMISSION && text(server).contains(ROW_SECURITY)) {
      return PostgresError.ROW_SECURITY;
    }
    if (code == PostgresError.CONSTRAINT && TYPE_NAMES.equals(server.getConstraint())) {
      return PostgresError.CREATED_MEANWHILE;
    }
    if (code == PostgresError.TLS) {
      // The server's own 08004 is a refused connection.
      return PostgresError.UNREACHABLE;
    }
    return code;
  }

  /** A stored value cannot fail to be read, so at the source an expression has failed. */
  private static String hint(PostgresError code, Place place) {
    return code == PostgresError.VALUE && place.side() == Side.SOURCE
        ? "Correct the stream's where, or the view that it reads."
        : code.remedy();
  }

  /**
   * Whether the server has answered a COMMIT with an error, so that the transaction is surely
   * rolled back. A session that the server ends while it commits may have committed.
   */
  public static boolean isRefusedCommit(SQLException error) {
    PostgresError code = SqlState.error(String.valueOf(error.getSQLState()));
    return serverMessage(error) != null
        && code != PostgresError.SESSION_ENDED
        && code != PostgresError.CONNECTION_LOST;
  }

  private static Place column(Place place, SQLException error) {
    return Optional.ofNullable(serverMessage(error))
        .map(ServerErrorMessage::getColumn)
        .map(place::inColumn)
        .orElse(place);
  }

  private static String message(PostgresError code, SQLException error) {
    if (code == PostgresError.CREATED_MEANWHILE) {
      // The server names an index of its own catalog.
      return code.meaning();
    }
    ServerErrorMessage server = serverMessage(error);
    String text = server == null ? error.getMessage() : server.getMessage();
    String detail = server == null ? null : server.getDetail();
    String whole =
        (text == null ? "the server gave no reason" : text) + (detail == null ? "" : ": " + detail);
    String line = whole.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MESSAGE_CHARS_MAX ? line : line.substring(0, MESSAGE_CHARS_MAX) + "…";
  }

  private static String text(ServerErrorMessage server) {
    String message = server.getMessage();
    return message == null ? "" : message;
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException error) {
    return error instanceof PSQLException server ? server.getServerErrorMessage() : null;
  }
}
