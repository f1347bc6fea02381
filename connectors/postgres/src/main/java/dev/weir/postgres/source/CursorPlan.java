package dev.weir.postgres.source;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.CursorCounts;
import dev.weir.core.connector.ReadPart;
import java.util.List;
import java.util.Optional;

/**
 * The rows of an incremental read, by their cursor.
 *
 * @param upTo the greatest value in the snapshot; empty where there is no row at or above the
 *     position
 */
record CursorPlan(List<Range> ranges, Optional<Cursor> upTo, Optional<CursorCounts> counts) {
  /** For a stream without a cursor. */
  static final CursorPlan NONE = new CursorPlan(List.of(), Optional.empty(), Optional.empty());

  CursorPlan {
    ranges = List.copyOf(ranges);
  }

  /**
   * A range of the cursor.
   *
   * @param predicate SQL
   */
  record Range(ReadPart part, String predicate) {}
}
