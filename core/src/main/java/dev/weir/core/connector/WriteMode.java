package dev.weir.core.connector;

/** What happens to the rows that are already at the destination. */
public enum WriteMode {
  /** They stay. */
  APPEND,
  /** They are replaced as a whole, in one transaction. */
  REPLACE
}
