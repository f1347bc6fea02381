package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import java.nio.charset.StandardCharsets;

/** Quotes identifiers and literals for use in SQL statements. */
public final class Identifiers {
  /** NAMEDATALEN - 1; the server truncates longer identifiers. */
  private static final int BYTES_MAX = 63;

  private Identifiers() {}

  /** Returns a quoted identifier. */
  public static String quote(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > BYTES_MAX || name.indexOf('\0') >= 0) {
      throw PostgresError.IDENTIFIER.at(
          Place.of(Side.CONFIG),
          "The name of " + bytes + " bytes is not a valid identifier: 1 to 63 bytes without NUL");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Returns a quoted, schema-qualified identifier. */
  public static String quote(String schema, String name) {
    return quote(schema) + '.' + quote(name);
  }

  /** Returns {@code schema.name} for messages. */
  public static String display(String schema, String name) {
    return schema + "." + name;
  }

  /** Returns a string literal that is independent of standard_conforming_strings. */
  public static String literal(String text) {
    String doubled = text.replace("'", "''");
    return doubled.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
