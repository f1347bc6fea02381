package dev.weir.core.connector;

import java.util.List;

/**
 * A table, view or partitioned parent that a source offers.
 *
 * @param estimatedRows the server's own estimate; -1 where it has none
 */
public record StreamDescription(
    String name, String kind, long estimatedRows, List<Column> columns) {

  public StreamDescription {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param type in the server's words, with its modifier: {@code numeric(18,4)}
   */
  public record Column(String name, String type, boolean notNull) {}
}
