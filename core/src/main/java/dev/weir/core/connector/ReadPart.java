package dev.weir.core.connector;

/** How the rows of a split relate to what the destination holds. */
public enum ReadPart {
  /**
   * Rows that the destination may hold already: those at the last cursor and within the stream's
   * {@code cursor_lag}, or all rows of a reload. Each is added only where it is missing.
   */
  OVERLAP,
  /** Rows that no earlier run has delivered. */
  NEW
}
