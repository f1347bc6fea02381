package dev.weir.postgres.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.Utils;

/** What may be done to a server as a whole: its version, its databases. */
final class Databases {
  /** The database that is there before any other. */
  static final String MAINTENANCE = "postgres";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private Databases() {}

  static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW server_version")) {
      rows.next();
      // Distributors append their own: "15.18 (Debian 15.18-0+deb12u1)".
      return "PostgreSQL " + rows.getString(1).split(" ", 2)[0];
    }
  }

  static String version(Endpoint endpoint) {
    try (Connection connection = endpoint.connect(MAINTENANCE)) {
      return version(connection);
    } catch (SQLException e) {
      throw Failures.connecting(endpoint, MAINTENANCE, e);
    }
  }

  /** Creates a database whose encoding and order of text do not depend on the machine. */
  static boolean create(Endpoint endpoint, String name) {
    try (Connection connection = endpoint.connect(MAINTENANCE)) {
      return !exists(connection, name) && create(endpoint, connection, name);
    } catch (SQLException e) {
      throw Failures.connecting(endpoint, MAINTENANCE, e);
    }
  }

  static void drop(Endpoint endpoint, String name) {
    try (Connection connection = endpoint.connect(MAINTENANCE);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + identifier(name) + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new ServerException(
          "The database "
              + name
              + " on "
              + endpoint
              + " could not be dropped ("
              + Failures.firstLine(e)
              + "); drop it by hand.",
          e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT FROM pg_catalog.pg_database WHERE datname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static boolean create(Endpoint endpoint, Connection connection, String name) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE "
              + identifier(name)
              + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
      return true;
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw new ServerException(
            endpoint
                + " may not create the database "
                + name
                + "; give the role CREATEDB, or create the databases source and destination for it.",
            e);
      }
      throw new ServerException(
          "The database "
              + name
              + " could not be created on "
              + endpoint
              + ": "
              + Failures.firstLine(e)
              + ".",
          e);
    }
  }

  /** The name in double quotes. */
  static String identifier(String name) {
    try {
      return Utils.escapeIdentifier(null, name).toString();
    } catch (SQLException e) {
      throw new IllegalArgumentException("A name without zero bytes is needed.", e);
    }
  }
}
