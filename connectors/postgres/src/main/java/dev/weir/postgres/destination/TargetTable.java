package dev.weir.postgres.destination;

/** The target of a load, or its replacement, in the current transaction. */
interface TargetTable {
  /** Returns the table to write to, with all columns of the stream. */
  LoadTable table();

  /** Returns whether the table contains only rows of this load. */
  boolean containsOnlyThisLoad();

  /** Builds constraints and indexes, after the rows. */
  void build();

  /** Replaces the target, if this is a new table, immediately before COMMIT. */
  void publish();

  /** Returns the OID of the target after COMMIT. */
  long oid();
}
