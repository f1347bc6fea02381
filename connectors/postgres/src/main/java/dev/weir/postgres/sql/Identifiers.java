package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import java.nio.charset.StandardCharsets;

/** Quotes identifiers and literals for use in SQL statements. */
public final class Identifiers {
  /** NAMEDATALEN - 1; the server truncates longer identifiers. */
  private static final int BYTES_MAX = 63;

  /** The maximum number of bytes that a char of a string has in UTF-8. */
  private static final int CHAR_BYTES_MAX = 3;

  private Identifiers() {}

  /** Returns a quoted identifier. */
  public static String quote(String name) {
    if (name.isEmpty() || isTooLong(name) || name.indexOf('\0') >= 0) {
      throw PostgresError.IDENTIFIER.at(
          Place.of(Side.CONFIG),
          "The name of "
              + bytes(name)
              + " bytes is not a valid identifier: 1 to 63 bytes without NUL");
    }
    String doubled = name.indexOf('"') < 0 ? name : name.replace("\"", "\"\"");
    return '"' + doubled + '"';
  }

  /** The bytes of a name that is short in any case are not counted. */
  private static boolean isTooLong(String name) {
    return name.length() > BYTES_MAX / CHAR_BYTES_MAX && bytes(name) > BYTES_MAX;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
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
