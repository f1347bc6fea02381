package dev.weir.core.contract;

/** What a connector offers beside the mandatory interfaces. */
public enum Capability {
  /** {@code write_mode: upsert}. */
  UPSERT,
  /** {@code sync_mode: incremental}. */
  INCREMENTAL,
  /** A common digest of both sides, for {@code --verify}. */
  VERIFY,
  /** A source that exports its snapshot, and a destination that locks the pipeline. */
  LANES,
  /** A source that lists its streams. */
  DISCOVER
}
