package dev.weir.postgres.server;

import dev.weir.postgres.sql.Identifiers;
import java.nio.charset.StandardCharsets;

/** A table's schema-qualified name. Both names have 1 to 63 bytes and no NUL. */
record QualifiedTable(String schema, String name) {
  /** NAMEDATALEN - 1; the server cuts longer names and only warns. */
  private static final int NAME_BYTES_MAX = 63;

  QualifiedTable {
    requireName(schema);
    requireName(name);
  }

  /** Throws where a text cannot be the name of a schema or a table. */
  static void requireName(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > NAME_BYTES_MAX || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "A name has 1 to 63 bytes and no NUL; this one has " + bytes + " bytes.");
    }
  }

  /** As SQL. */
  String quoted() {
    return Identifiers.quote(schema, name);
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
