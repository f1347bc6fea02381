package dev.weir.postgres.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PSQLState;

/** Turns the driver's errors into sentences with a remedy. */
final class ServerErrors {
  private static final String INVALID_PASSWORD = "28P01";
  private static final String INVALID_AUTHORIZATION = "28000";
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String NO_SUCH_TABLE = "42P01";
  private static final String DUPLICATE_TABLE = "42P07";
  private static final int TAIL_LINES = 5;

  private ServerErrors() {}

  static ServerException connecting(Endpoint endpoint, String database, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String server = endpoint.toString();
    String sentence =
        switch (state) {
          case INVALID_PASSWORD, INVALID_AUTHORIZATION ->
              "Postgres at "
                  + server
                  + " rejected the login ("
                  + firstLine(e)
                  + "); check user and password of the URL, or set PGPASSWORD.";
          case NO_SUCH_DATABASE ->
              "Postgres at " + server + " has no database " + database + "; name an existing one.";
          default ->
              PSQLState.isConnectionError(state)
                  ? "No Postgres could be reached at "
                      + server
                      + " ("
                      + firstLine(e)
                      + "); check host and port, and that the server runs."
                  : "Postgres at " + server + " could not be used: " + firstLine(e) + ".";
        };
    return new ServerException(sentence, e);
  }

  static ServerException reading(Endpoint endpoint, TableLocation location, SQLException e) {
    if (NO_SUCH_TABLE.equals(e.getSQLState())) {
      return new ServerException(
          "The database %s at %s has no table %s; seed it first."
              .formatted(location.database(), endpoint, location.table()),
          e);
    }
    return connecting(endpoint, location.database(), e);
  }

  static ServerException creating(Endpoint endpoint, TableLocation location, SQLException e) {
    if (DUPLICATE_TABLE.equals(e.getSQLState())) {
      return new ServerException(
          "The database %s at %s already has a table %s; it is neither used nor dropped. Seed a server that was just started."
              .formatted(location.database(), endpoint, location.table()),
          e);
    }
    return connecting(endpoint, location.database(), e);
  }

  /** The first sentence of a message, without its full stop. */
  static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.lines().findFirst().orElse("").strip();
    return line.replaceFirst("\\.( .*)?$", "");
  }

  /** The last lines of a log, as one line. */
  static String tail(String log) {
    List<String> lines = log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join("; ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** Closes a connection because of {@code reason}, which keeps an error of the closing. */
  static void closeQuietly(Connection connection, Exception reason) {
    try {
      connection.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
