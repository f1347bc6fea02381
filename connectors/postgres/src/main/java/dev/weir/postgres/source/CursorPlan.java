package dev.weir.postgres.source;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.CursorCounts;
import dev.weir.core.connector.ReadPart;
import java.util.List;
import java.util.Optional;

/**
 * Cursor ranges of an incremental read.
 *
 * @param upTo the maximum cursor value in the snapshot; empty if no row is at or above the position
 */
record CursorPlan(List<Range> ranges, Optional<Cursor> upTo, Optional<CursorCounts> counts) {
  /** The plan of a stream without a cursor. */
  static final CursorPlan NONE = new CursorPlan(List.of(), Optional.empty(), Optional.empty());

  CursorPlan {
    ranges = List.copyOf(ranges);
  }

  /**
   * A range of cursor values.
   *
   * @param predicate a condition in SQL
   * @param isRepeated whether the next read delivers these rows again
   */
  record Range(ReadPart part, String predicate, boolean isRepeated) {}
}
