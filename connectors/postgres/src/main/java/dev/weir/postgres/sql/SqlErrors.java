package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Converts SQL exceptions to errors of the engine. */
public final class SqlErrors {
  /** Longer server messages are truncated. */
  private static final int MESSAGE_CHARS_MAX = 1_000;

  private static final String ROW_SECURITY = "row-level security";

  /** Violated if two sessions create the same table: each table has a row type in pg_type. */
  private static final String TYPE_NAME_INDEX = "pg_type_typname_nsp_index";

  /** Source: PostgreSQL, copyfromparse.c, CopyFromErrorCallback; in messages in English. */
  private static final Pattern COPY_COLUMN =
      Pattern.compile("^COPY .*, line \\d+, column (.+?)(?:: |$)", Pattern.MULTILINE);

  /** Of an identifier in a statement, or of a value of type name. */
  private static final String NAME_TOO_LONG = "42622";

  private SqlErrors() {}

  /** Returns the error for an exception, with the exception as its cause. */
  public static WeirException at(Place place, SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    PostgresError code = code(state, error);
    return code.at(column(place, error), message(code, error))
        .withHint(hint(code, place))
        .withSqlState(state)
        .causedBy(error);
  }

  /** Returns the error of the SQLSTATE, refined by other fields of the server's message. */
  private static PostgresError code(String state, SQLException error) {
    ServerErrorMessage server = serverMessage(error);
    PostgresError code = SqlState.error(state);
    if (server == null) {
      boolean concernsTls = String.valueOf(error.getMessage()).contains("SSL");
      return code == PostgresError.TLS && !concernsTls ? PostgresError.AUTHENTICATION : code;
    }
    if (code == PostgresError.PERMISSION && text(server).contains(ROW_SECURITY)) {
      return PostgresError.ROW_SECURITY;
    }
    if (code == PostgresError.CONSTRAINT && TYPE_NAME_INDEX.equals(server.getConstraint())) {
      return PostgresError.CREATED_CONCURRENTLY;
    }
    if (state.equals(NAME_TOO_LONG)
        && Optional.ofNullable(server.getWhere()).flatMap(SqlErrors::copyColumn).isPresent()) {
      return PostgresError.TOO_LONG;
    }
    if (code == PostgresError.TLS) {
      // From the server, 08004 is a rejected connection.
      return PostgresError.UNREACHABLE;
    }
    return code;
  }

  private static String hint(PostgresError code, Place place) {
    // Stored values can be read, so an expression must have failed.
    return code == PostgresError.VALUE && place.side() == Side.SOURCE
        ? "Correct the stream's where, or the definition of the view."
        : code.remedy();
  }

  /**
   * Returns whether an error of COMMIT means that the transaction was rolled back. If the server
   * terminates the session during COMMIT, the outcome is unknown.
   */
  public static boolean isCommitRejected(SQLException error) {
    PostgresError code = SqlState.error(String.valueOf(error.getSQLState()));
    return serverMessage(error) != null
        && code != PostgresError.SESSION_ENDED
        && code != PostgresError.CONNECTION_LOST;
  }

  private static Place column(Place place, SQLException error) {
    Optional<ServerErrorMessage> server = Optional.ofNullable(serverMessage(error));
    return server
        .map(ServerErrorMessage::getColumn)
        .or(() -> server.map(ServerErrorMessage::getWhere).flatMap(SqlErrors::copyColumn))
        .map(place::inColumn)
        .orElse(place);
  }

  /** Returns the column of an error's context, if it is that of a value in COPY. */
  private static Optional<String> copyColumn(String context) {
    Matcher matcher = COPY_COLUMN.matcher(context);
    return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }

  private static String message(PostgresError code, SQLException error) {
    if (code == PostgresError.CREATED_CONCURRENTLY) {
      // The server's message names an index of the catalog.
      return code.meaning();
    }
    ServerErrorMessage server = serverMessage(error);
    String text = server == null ? error.getMessage() : server.getMessage();
    String detail = server == null ? null : server.getDetail();
    String whole = (text == null ? "unknown error" : text) + (detail == null ? "" : ": " + detail);
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
