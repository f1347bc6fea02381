package dev.weir.core.pipeline;

/** What the destination's thread is doing. It is always in exactly one of these. */
public enum DestStage {
  /** Opening the session, planning the loads and making the target ready. */
  CONNECT,
  /** Waiting for a frame, or for the source. */
  RECEIVE,
  /** Checking and decompressing a frame. */
  DECOMPRESS,
  /** Reading an Arrow IPC message into vectors. */
  ARROW_DECODE,
  /** Running the transforms. */
  TRANSFORM,
  /** Encoding rows for the server and sending them. */
  FLUSH,
  /** Merging staged rows, building constraints and indexes. */
  BUILD,
  /** With {@code --verify}: waiting for the source's digest, and digesting the loaded rows. */
  VERIFY,
  /** Ending the load: the receipt and COMMIT. */
  COMMIT
}
