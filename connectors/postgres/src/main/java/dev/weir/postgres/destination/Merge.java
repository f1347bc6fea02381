package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CursorColumn;
import java.util.List;

/** Methods of merging staged rows into the target. */
sealed interface Merge {
  /** Inserts all rows. */
  record InsertAll() implements Merge {}

  /**
   * Inserts rows that are missing from the target; duplicates are counted.
   *
   * @param cursor limits the compared rows of the target to the staged range
   */
  record InsertMissing(CursorColumn cursor) implements Merge {}

  /** Inserts rows whose key is neither in the target nor in an earlier staged row. */
  record InsertNewKeys(List<String> key) implements Merge {}

  /**
   * Updates rows with an existing key if they differ, and inserts the others.
   *
   * @param isRequestedKey whether the pipeline specifies the key, which the source may not know
   */
  record ByKey(List<String> key, boolean isRequestedKey) implements Merge {}
}
