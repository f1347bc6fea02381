package dev.weir.postgres.server;

import java.util.Collection;
import java.util.stream.Collectors;

/** A table in a database of the server. */
record TableLocation(String database, QualifiedTable table) {
  /** Returns the tables as a message names them. */
  static String display(Collection<TableLocation> tables) {
    return tables.stream().map(TableLocation::toString).collect(Collectors.joining(", "));
  }

  /** As a message names it: {@code schema.table}. */
  @Override
  public String toString() {
    return table.toString();
  }
}
