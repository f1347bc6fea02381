package dev.weir.postgres.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The columns of a source's table as they are declared, NOT NULL included; no key, no index and no
 * other constraint. All modes of the benchmark write to targets of this one definition: if one of
 * them built an index and another did not, their times could not be compared.
 *
 * @param columns as SQL, in the table's order
 */
record TargetDefinition(String columns) {
  private static final String COLUMNS =
      """
      SELECT string_agg(
        quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
          || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END,
        ', ' ORDER BY attnum)
      FROM pg_attribute
      WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
      """;

  /** Reads the definition from a table's catalog entries. */
  static TargetDefinition of(Endpoint endpoint, TableLocation source) {
    try (Connection connection = endpoint.connect(source.database());
        PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, source.table().quoted());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new TargetDefinition(rows.getString(1));
      }
    } catch (SQLException e) {
      throw ServerErrors.reading(endpoint, source, e);
    }
  }

  /** Creates an empty table; fails where its name is taken. */
  void create(Endpoint endpoint, TableLocation target) {
    execute(endpoint, target, createStatement(target));
  }

  /** Creates an empty table in the place of an earlier one. */
  void recreate(Endpoint endpoint, TableLocation target) {
    execute(endpoint, target, dropStatement(target), createStatement(target));
  }

  static void drop(Endpoint endpoint, TableLocation target) {
    execute(endpoint, target, dropStatement(target));
  }

  private String createStatement(TableLocation target) {
    return "CREATE TABLE " + target.table().quoted() + " (" + columns + ")";
  }

  private static String dropStatement(TableLocation target) {
    return "DROP TABLE IF EXISTS " + target.table().quoted();
  }

  private static void execute(Endpoint endpoint, TableLocation target, String... statements) {
    try (Connection connection = endpoint.connect(target.database());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw ServerErrors.creating(endpoint, target, e);
    }
  }
}
