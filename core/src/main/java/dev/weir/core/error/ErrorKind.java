package dev.weir.core.error;

/**
 * What sort of trouble an error is, and so what may be done about it. Only transient ones are
 * retried.
 */
public enum ErrorKind {
  /** The pipeline's document is wrong. */
  CONFIG,
  /** The server does not believe who we are. */
  AUTH,
  /** It believes us, and does not let us. */
  PERMISSION,
  /** It may well work at the next try: a lost connection, a restart, a deadlock. */
  TRANSIENT,
  /** A value cannot be read, held or written. */
  DATA,
  /** A table or column is missing, or both ends disagree on it. */
  SCHEMA,
  /** Something is used up or held by another: disk, memory, a lock. */
  RESOURCE,
  /** A person or a supervisor asked to stop. */
  CANCELLED,
  /** Our mistake. */
  INTERNAL
}
