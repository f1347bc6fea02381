package dev.weir.core.connector;

/** What of a stream a run reads. */
public enum SyncMode {
  /** Every row. */
  FULL_REFRESH,
  /** The rows from the last committed cursor on. */
  INCREMENTAL
}
