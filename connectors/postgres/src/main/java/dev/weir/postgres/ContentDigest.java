package dev.weir.postgres;

import dev.weir.core.connector.Digest;
import java.math.BigInteger;
import java.util.List;

/**
 * The content digest of rows, computed by the server: each row's text form hashed to 64 bits, the
 * hashes added up modulo 2^64. The text form tells apart what comparison does not: 1.10 and 1.1,
 * -0.0 and 0.0. The session's settings that it depends on are pinned.
 */
public final class ContentDigest {
  private ContentDigest() {}

  /**
   * Digests the rows of a query.
   *
   * @param select a SELECT that yields the columns in their order
   */
  public static Digest of(PostgresConnection connection, String select) {
    String sql =
        "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM ("
            + select
            + ") AS t";
    List<Digest> digest =
        connection.query(
            sql, row -> new Digest(row.getLong(1), new BigInteger(row.getString(2)).longValue()));
    return digest.get(0);
  }

  /** A SELECT of these columns, in this order. */
  public static String select(String table, List<String> columns, String where) {
    String list = String.join(", ", columns.stream().map(Identifiers::quote).toList());
    return "SELECT " + list + " FROM " + table + (where.isEmpty() ? "" : " WHERE " + where);
  }
}
