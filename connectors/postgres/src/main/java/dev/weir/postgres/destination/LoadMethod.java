package dev.weir.postgres.destination;

/** How rows reach the server. */
public enum LoadMethod {
  /** Binary COPY. */
  COPY,
  /** INSERT statements of many rows, with binary parameters. */
  INSERT
}
