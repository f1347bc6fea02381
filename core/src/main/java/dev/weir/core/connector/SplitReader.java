package dev.weir.core.connector;

/** Reads one split. Used by one thread; {@link SourceSession#cancel} ends a call under way. */
public interface SplitReader extends AutoCloseable {
  /**
   * Returns the next result. It may wait for the server, but an unbounded source returns {@link
   * ReadResult#IDLE} within a second. Not called again after {@link ReadResult#END}.
   */
  ReadResult next();

  /**
   * Sets the size of the following batches, and that rows are returned when the server pauses. A
   * reader that is never told so cuts its batches as its limits say; one that cannot ignores it.
   *
   * @param bytes at most {@link BatchLimits#bytesMax}
   */
  default void adaptTo(long bytes) {}

  /** Releases what the reader holds; a read that has not ended is cancelled. */
  @Override
  default void close() {}
}
