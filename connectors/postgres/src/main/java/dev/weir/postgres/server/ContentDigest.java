package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The digest of a table, computed by the server: the hashes of its rows' texts, summed modulo 2^64.
 * Two tables of equal columns and rows have equal digests on any server, because all that changes
 * the text of a value is pinned.
 */
final class ContentDigest {
  private static final String SESSION =
      """
      SET client_encoding = 'UTF8';
      SET TimeZone = 'UTC';
      SET DateStyle = 'ISO';
      SET IntervalStyle = 'postgres';
      SET extra_float_digits = 1;
      SET bytea_output = 'hex';
      SET search_path = ''
      """;

  private ContentDigest() {}

  /** The digest of a table in a database. */
  static Digest of(Endpoint endpoint, String database, Table table) {
    try (Connection connection = endpoint.connect(database)) {
      return of(connection, table);
    } catch (SQLException e) {
      throw Failures.reading(endpoint, database, table, e);
    }
  }

  private static Digest of(Connection connection, Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION);
      try (ResultSet rows =
          statement.executeQuery(
              // Not t::text, which is a column of that name where there is one.
              "SELECT count(*), coalesce(sum(hashtextextended((t.*)::text, 0)::numeric), 0)"
                  + " FROM (SELECT * FROM "
                  + table.quoted()
                  + ") t")) {
        rows.next();
        BigDecimal sum = rows.getBigDecimal(2);
        return new Digest(rows.getLong(1), sum.toBigIntegerExact().longValue());
      }
    }
  }
}
