package dev.weir.postgres.server;

import dev.weir.postgres.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The databases of a server.
 *
 * @param maintenance a database that is there, from which others are made and dropped
 */
record Databases(Endpoint endpoint, String maintenance) {
  /** The database that a new server has. */
  static final String POSTGRES = "postgres";

  /** The comment that says whose a database is; read again where a run could not clean up. */
  static final String MARK = "made by weir-postgres, which drops it at its end";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  static Databases of(Endpoint endpoint) {
    return new Databases(endpoint, POSTGRES);
  }

  static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW server_version")) {
      rows.next();
      // Distributors append their own: "15.18 (Debian 15.18-0+deb12u1)".
      return "PostgreSQL " + rows.getString(1).split(" ", 2)[0];
    }
  }

  /** A connection to the maintenance database; the caller closes it. */
  Connection connect() {
    try {
      return endpoint.connect(maintenance);
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, maintenance, e);
    }
  }

  String version() {
    try (Connection connection = connect()) {
      return version(connection);
    } catch (SQLException e) {
      throw ServerErrors.connecting(endpoint, maintenance, e);
    }
  }

  /**
   * Creates a database whose encoding and order of text do not depend on the machine.
   *
   * @return whether the database is ours: made now, or left by a run of ours that was killed
   */
  boolean create(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (exists(connection, name)) {
        return isMarked(connection, name);
      }
      statement.execute(
          "CREATE DATABASE "
              + Identifiers.quote(name)
              + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
      statement.execute("COMMENT ON DATABASE " + Identifiers.quote(name) + " IS '" + MARK + "'");
      return true;
    } catch (SQLException e) {
      throw creating(name, e);
    }
  }

  void drop(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(name) + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new ServerException(
          "The database %s at %s could not be dropped (%s); drop it by hand."
              .formatted(name, endpoint, ServerErrors.firstLine(e)),
          e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    return any(connection, "SELECT FROM pg_catalog.pg_database WHERE datname = ?", name);
  }

  private static boolean isMarked(Connection connection, String name) throws SQLException {
    return any(
        connection,
        "SELECT FROM pg_catalog.pg_database WHERE datname = ?"
            + " AND pg_catalog.shobj_description(oid, 'pg_database') = '"
            + MARK
            + "'",
        name);
  }

  private static boolean any(Connection connection, String query, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private ServerException creating(String name, SQLException e) {
    if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
      return new ServerException(
          "%s may not create the database %s; give the role CREATEDB, or create %s for it."
              .formatted(endpoint, name, name),
          e);
    }
    return new ServerException(
        "The database %s could not be created at %s: %s."
            .formatted(name, endpoint, ServerErrors.firstLine(e)),
        e);
  }
}
