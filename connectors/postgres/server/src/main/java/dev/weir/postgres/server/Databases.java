package dev.weir.postgres.server;

import dev.weir.postgres.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The databases of a server.
 *
 * @param maintenance an existing database; others are created and dropped while connected to it
 */
record Databases(Endpoint endpoint, String maintenance) {
  /** The database that initdb creates for clients. */
  static final String POSTGRES = "postgres";

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

  /** Creates a database whose encoding and collation do not depend on the machine. */
  static String createStatement(String name) {
    return "CREATE DATABASE "
        + Identifiers.quote(name)
        + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
  }

  /** Drops a database, and ends the sessions that are connected to it. */
  static String dropStatement(String name) {
    return "DROP DATABASE IF EXISTS " + Identifiers.quote(name) + " WITH (FORCE)";
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

  /** Creates a database; fails where its name is taken. */
  void create(String name) {
    execute(maintenance, createStatement(name), "The database " + name + " could not be created");
  }

  /** Creates a schema in a database; fails where its name is taken. */
  void createSchema(String database, String name) {
    execute(
        database,
        "CREATE SCHEMA " + Identifiers.quote(name),
        "The schema %s of the database %s could not be created".formatted(name, database));
  }

  private void execute(String database, String sql, String failure) {
    try (Connection connection = endpoint.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ServerException(
          "%s at %s: %s.".formatted(failure, endpoint, ServerErrors.firstLine(e)), e);
    }
  }
}
