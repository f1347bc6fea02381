package dev.weir.postgres.destination;

/** Methods of writing rows. */
public enum LoadMethod {
  /** Binary COPY. */
  COPY,
  /** Multi-row INSERT with binary parameters. */
  INSERT
}
