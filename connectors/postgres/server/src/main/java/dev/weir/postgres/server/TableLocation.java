package dev.weir.postgres.server;

/** A table of a database of the server at hand. */
record TableLocation(String database, QualifiedTable table) {
  /** As a message names it: {@code schema.table}. */
  @Override
  public String toString() {
    return table.toString();
  }
}
