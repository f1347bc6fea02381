package dev.weir.postgres.sql;

import dev.weir.core.connector.Cursor;

/** A cursor as a predicate. */
public final class SqlCursor {
  private SqlCursor() {}

  /** Such as {@code "id" >= '42'::bigint}. */
  public static String compare(Cursor cursor, String operator) {
    return Identifiers.quote(cursor.field())
        + " "
        + operator
        + " "
        + Identifiers.literal(cursor.value())
        + "::"
        + cursor.type();
  }
}
