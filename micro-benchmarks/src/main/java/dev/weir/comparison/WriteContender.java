package dev.weir.comparison;

/** A way to write the events to an empty table, on a connection that is open. */
interface WriteContender extends AutoCloseable {
  /** Writes all rows in one transaction, and returns after its commit. */
  void write() throws Exception;

  @Override
  void close() throws Exception;
}
