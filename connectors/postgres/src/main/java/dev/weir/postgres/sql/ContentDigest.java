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
  private static final String ROW_TEXT = "(t.*)::text";

  private ContentDigest() {}

  /**
   * Digests the rows of a query.
   *
   * @param connection with a pinned session
   * @param select a SELECT that yields the columns in their order
   */
  public static Digest of(Connection connection, String select, DigestMethod method)
      throws SQLException {
    String sql =
        "SELECT count(*), coalesce(sum("
            + method.hash(ROW_TEXT)
            + "::numeric), 0)::text FROM ("
            + select
            + "\n) AS t";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return new Digest(result.getLong(1), new BigInteger(result.getString(2)).longValue());
    }
  }

  /** Digests the rows of a query at a server whose encoding is UTF8. */
  public static Digest of(Connection connection, String select) throws SQLException {
    return of(connection, select, DigestMethod.UTF8_TEXT);
  }
}
