package dev.weir.postgres.server;

import dev.weir.postgres.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A database or a schema that a run creates on a server that it did not start. Its comment says so:
 * a later run finds the objects of a killed run by it.
 */
record MarkedObject(Kind kind, String name) {
  /** The comment. */
  static final String MARK = "created by weir-postgres, which drops it when it ends";

  /** What carries the comment in the database of the connection, and among all databases. */
  private static final String MARKED =
      """
      SELECT 'DATABASE', datname FROM pg_catalog.pg_database
      WHERE pg_catalog.shobj_description(oid, 'pg_database') = '%1$s'
      UNION ALL
      SELECT 'SCHEMA', nspname FROM pg_catalog.pg_namespace
      WHERE pg_catalog.obj_description(oid, 'pg_namespace') = '%1$s'
      ORDER BY 1, 2
      """
          .formatted(MARK);

  /** The kinds, named as SQL names them. */
  enum Kind {
    DATABASE,
    SCHEMA;

    /** As a message names it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The objects in reach of a connection: databases of the server, schemas of its database. */
  static List<MarkedObject> find(Connection connection) throws SQLException {
    List<MarkedObject> objects = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(MARKED)) {
      while (rows.next()) {
        objects.add(new MarkedObject(Kind.valueOf(rows.getString(1)), rows.getString(2)));
      }
    }
    return objects;
  }

  /** Fails where the name is taken. */
  String createStatement() {
    return switch (kind) {
      case DATABASE -> Databases.createStatement(name);
      case SCHEMA -> "CREATE SCHEMA " + Identifiers.quote(name);
    };
  }

  String markStatement() {
    return "COMMENT ON %s %s IS '%s'".formatted(kind, Identifiers.quote(name), MARK);
  }

  String dropStatement() {
    return switch (kind) {
      case DATABASE -> Databases.dropStatement(name);
      case SCHEMA -> "DROP SCHEMA IF EXISTS %s CASCADE".formatted(Identifiers.quote(name));
    };
  }

  /** The statements that drop the objects, in one line. */
  static String dropStatements(List<MarkedObject> objects) {
    return objects.stream()
        .map(object -> object.dropStatement() + ";")
        .collect(Collectors.joining(" "));
  }
}
