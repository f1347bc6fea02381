package dev.weir.core.connector;

/** How a load treats the rows that the target contains. */
public enum WriteMode {
  /** Rows are added; an incremental stream updates rows with a known key. */
  APPEND,
  /** All rows are replaced in one transaction. */
  REPLACE,
  /** Rows with a known {@code primary_key} are updated, and the others inserted. */
  UPSERT
}
