package dev.weir.core.error;

/**
 * What sort of trouble an error is, and so what may be done about it. Only transient ones are
 * retried.
 */
public enum ErrorKind {
  CONFIG,
  AUTH,
  PERMISSION,
  TRANSIENT,
  DATA,
  SCHEMA,
  RESOURCE,
  CANCELLED,
  INTERNAL
}
