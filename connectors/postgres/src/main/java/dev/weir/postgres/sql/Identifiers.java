package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import java.nio.charset.StandardCharsets;

/** Quoted names and literals; nothing from a pipeline enters a statement without them. */
public final class Identifiers {
  /** NAMEDATALEN - 1; the server would cut a longer name without a word. */
  private static final int BYTES_MAX = 63;

  private Identifiers() {}

  /** {@code "name"}, with its quotes doubled. */
  public static String quote(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > BYTES_MAX || name.indexOf('\0') >= 0) {
      throw PostgresError.IDENTIFIER.at(
          Place.of(Side.CONFIG),
          "A name in Postgres has 1 to 63 bytes and no NUL; this one has " + bytes + " bytes");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** {@code "schema"."name"}. */
  public static String quote(String schema, String name) {
    return quote(schema) + '.' + quote(name);
  }

  /** {@code schema.name}, for sentences. */
  public static String display(String schema, String name) {
    return schema + "." + name;
  }

  /** A literal that is the same whatever standard_conforming_strings says. */
  public static String literal(String text) {
    String doubled = text.replace("'", "''");
    return doubled.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
