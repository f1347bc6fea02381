package dev.weir.postgres.sql;

import dev.weir.core.connector.Digest;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The content digest of rows, computed by the server: each row's text form hashed to 64 bits, the
 * hashes added up modulo 2^64. The text form tells apart what comparison does not: 1.10 and 1.1,
 * -0.0 and 0.0. The settings that it depends on are pinned, see {@link PinnedSession}.
 */
public final class ContentDigest {
  /** Not t::text, which is a column of that name where there is one. */
  private static final String SUM =
      "SELECT count(*), coalesce(sum(hashtextextended((t.*)::text, 0)::numeric), 0)::text FROM ";

  private ContentDigest() {}

  /**
   * Digests the rows of a query.
   *
   * @param connection with a pinned session
   * @param select a SELECT that yields the columns in their order
   */
  public static Digest of(Connection connection, String select) throws SQLException {
    return digest(connection, SUM + "(" + select + "\n) AS t");
  }

  /**
   * Digests the rows that a statement returns.
   *
   * @param statement an INSERT, UPDATE or DELETE with RETURNING
   */
  public static Digest ofReturned(Connection connection, String statement) throws SQLException {
    return digest(connection, "WITH t AS (" + statement + ") " + SUM + "t");
  }

  private static Digest digest(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return new Digest(result.getLong(1), new BigInteger(result.getString(2)).longValue());
    }
  }
}
