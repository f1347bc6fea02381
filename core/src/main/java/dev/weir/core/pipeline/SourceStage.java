package dev.weir.core.pipeline;

/** What the source's thread is doing. It is always in exactly one of these. */
public enum SourceStage {
  /** Opening the session. */
  CONNECT,
  /** Planning the reads and starting each query, until the server begins to answer. */
  QUERY,
  /** Receiving rows and decoding them into columns. */
  FETCH,
  /** Encoding a batch as an Arrow IPC message. */
  ARROW_ENCODE,
  /** Compressing and sealing a frame. */
  COMPRESS,
  /** Waiting for room on the channel, or for the destination. */
  BLOCKED,
  /** With {@code --verify}: digesting the rows that were read. */
  VERIFY
}
