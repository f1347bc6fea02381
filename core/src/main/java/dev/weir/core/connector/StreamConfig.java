package dev.weir.core.connector;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One table, view or partitioned parent that a pipeline moves.
 *
 * @param name its name at the source, and at the destination
 * @param cursorField the column that orders an incremental stream; present only for those
 * @param columns the columns to move, in this order; empty for all
 * @param where one predicate of the source's language, run by the server
 * @param cursorLag how far below the last cursor an incremental read begins again, in the source's
 *     words: a duration, or a number for a numeric cursor
 * @param primaryKey the columns that identify a row, for upsert and to divide a view; may be empty
 * @param countUnread whether an incremental read counts the rows that it cannot deliver
 * @param query whose result is the stream, instead of a table's rows
 * @param rowsMax how many rows are read at most; empty for all
 */
public record StreamConfig(
    String name,
    SyncMode syncMode,
    Optional<String> cursorField,
    List<String> columns,
    Optional<String> where,
    Optional<String> cursorLag,
    List<String> primaryKey,
    boolean countUnread,
    Optional<StreamQuery> query,
    OptionalLong rowsMax) {

  /** Returns a stream of a table's rows, without a maximum. */
  public StreamConfig(
      String name,
      SyncMode syncMode,
      Optional<String> cursorField,
      List<String> columns,
      Optional<String> where,
      Optional<String> cursorLag,
      List<String> primaryKey,
      boolean countUnread) {
    this(
        name,
        syncMode,
        cursorField,
        columns,
        where,
        cursorLag,
        primaryKey,
        countUnread,
        Optional.empty(),
        OptionalLong.empty());
  }

  /** Returns the stream with another primary key. */
  public StreamConfig withPrimaryKey(List<String> key) {
    return new StreamConfig(
        name, syncMode, cursorField, columns, where, cursorLag, key, countUnread, query, rowsMax);
  }

  public StreamConfig {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }
}
