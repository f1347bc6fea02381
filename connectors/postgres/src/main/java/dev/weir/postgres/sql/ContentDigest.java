package dev.weir.postgres.sql;

import dev.weir.core.connector.Digest;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Content digest of rows, computed by the server: the sum modulo 2^64 of the 64-bit hashes of all
 * rows' text forms. The text form distinguishes values that compare equal, such as 1.10 and 1.1.
 * {@link PinnedSession} pins the settings that affect it.
 */
public final class ContentDigest {
  /** Not t::text, which would select a column named t, if there is one. */
  private static final String ROW_TEXT = "(t.*)::text";

  private ContentDigest() {}

  /**
   * Computes the digest of a query's rows.
   *
   * @param connection with a pinned session
   * @param select a SELECT statement; the order of its columns affects the digest
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

  /** Computes the digest of a query's rows on a server with encoding UTF8. */
  public static Digest of(Connection connection, String select) throws SQLException {
    return of(connection, select, DigestMethod.UTF8_TEXT);
  }
}
