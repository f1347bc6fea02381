package dev.weir.core.error;

/**
 * The class of an error. With the side it determines the exit code; only transient errors are
 * retried.
 */
public enum ErrorKind {
  /** The pipeline document is invalid. */
  CONFIG,
  /** Authentication failed. */
  AUTH,
  /** The role or the user lacks a privilege. */
  PERMISSION,
  /** A retry may succeed: a lost connection, a restart, a deadlock. */
  TRANSIENT,
  /** A value cannot be read, represented or written. */
  DATA,
  /** A table or column is missing, or source and destination differ. */
  SCHEMA,
  /** A resource is exhausted or in use, such as disk space, memory or a lock. */
  RESOURCE,
  /** The run was cancelled. */
  CANCELLED,
  /** A bug in Weir. */
  INTERNAL
}
