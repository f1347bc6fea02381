package dev.weir.postgres.query;

/** What a {@link QueryStream} does. */
public enum StreamState {
  RUNNING,
  /** Nothing is read until the stream is resumed. */
  PAUSED,
  /** All rows were returned. */
  COMPLETED,
  FAILED,
  CANCELLED,
  /** Closed before the last row. */
  CLOSED
}
