package dev.weir.postgres.destination;

/** The table that a load makes or fills, within the transaction under way. */
interface TargetTable {
  /** What rows are sent to, with all of the stream's columns. */
  LoadTable table();

  /** Whether every row in it is one of this load's. */
  boolean holdsOnlyThisLoad();

  /** Builds what is built after the rows: constraints and indexes. */
  void build();

  /** Puts it in its place, at the last moment before COMMIT. */
  void publish();

  /** The object id that the target has after COMMIT. */
  long oid();
}
