package dev.weir.core.connector;

/** Reads one split. Used by one thread; {@link SourceSession#cancel} ends a call under way. */
public interface SplitReader extends AutoCloseable {
  /**
   * Returns the next result. It may wait for the server, but an unbounded source returns {@link
   * ReadResult#IDLE} within a second. Not called again after {@link ReadResult#END}.
   */
  ReadResult next();

  /** Releases what the reader holds; a read that has not ended is cancelled. */
  @Override
  default void close() {}
}
