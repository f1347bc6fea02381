package dev.weir.postgres.server;

import dev.weir.postgres.sql.Identifiers;

/** A table of a database. */
record QualifiedTable(String schema, String name) {
  QualifiedTable {
    if (schema.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("A table has a schema and a name.");
    }
  }

  /** As SQL. */
  String quoted() {
    return Identifiers.quote(schema) + "." + Identifiers.quote(name);
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
