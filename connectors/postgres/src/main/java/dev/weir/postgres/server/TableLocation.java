package dev.weir.postgres.server;

/** A table in a database of the server. */
record TableLocation(String database, QualifiedTable table) {
  /** As a message names it: {@code schema.table}. */
  @Override
  public String toString() {
    return table.toString();
  }
}
