package dev.weir.core.connector;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a read of one stream will deliver; made once, before the first row.
 *
 * @param schema of every batch
 * @param splits at least one, in the order in which they are read; {@link ReadPart#OVERLAP} first;
 *     an empty stream has an empty split
 * @param upTo the cursor of an incremental stream after all splits; empty for other streams, and
 *     where there is no row with a cursor yet
 * @param counts empty for other streams than incremental ones, and where counting is turned off
 * @param tableIdentity equal at both ends where they are the same table of the same server; empty
 *     if the source does not know it
 * @param repeated the ids of the splits whose rows the next incremental read delivers again, as
 *     {@link ReadPart#OVERLAP}; no other split has such rows. Empty if the request does not ask for
 *     them or the source does not know them.
 */
public record ReadPlan(
    StreamConfig stream,
    Schema schema,
    List<Split> splits,
    Optional<Cursor> upTo,
    Optional<CursorCounts> counts,
    Optional<String> tableIdentity,
    List<Notice> notices,
    Optional<Set<String>> repeated) {

  /** Returns a plan without {@link #repeated}. */
  public ReadPlan(
      StreamConfig stream,
      Schema schema,
      List<Split> splits,
      Optional<Cursor> upTo,
      Optional<CursorCounts> counts,
      Optional<String> tableIdentity,
      List<Notice> notices) {
    this(stream, schema, splits, upTo, counts, tableIdentity, notices, Optional.empty());
  }

  /** Returns the plan with other splits, which together contain the same rows. */
  public ReadPlan withSplits(List<Split> divided) {
    return new ReadPlan(stream, schema, divided, upTo, counts, tableIdentity, notices, repeated);
  }

  public ReadPlan {
    splits = List.copyOf(splits);
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("A read has at least one split: " + stream.name());
    }
    notices = List.copyOf(notices);
    repeated = repeated.map(Set::copyOf);
  }
}
