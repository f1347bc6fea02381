package dev.weir.postgres.sql;

/** The transactions of a session. */
public enum SessionMode {
  /** As the server's settings say. */
  READ_WRITE,
  /** Read-only, with one snapshot for all statements of a transaction. */
  READ_ONLY_SNAPSHOT
}
