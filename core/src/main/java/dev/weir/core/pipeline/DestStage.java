package dev.weir.core.pipeline;

/** What the destination's thread is doing. It is always in exactly one of these. */
public enum DestStage {
  /** Opening the session and making the target ready. */
  CONNECT,
  /** Waiting for a frame. */
  RECEIVE,
  /** Checking and decompressing a frame. */
  DECOMPRESS,
  /** Reading an Arrow IPC message into vectors. */
  ARROW_DECODE,
  /** Running the transforms. */
  TRANSFORM,
  /** Encoding rows for the server and sending them. */
  FLUSH,
  /** Ending the load: the receipt and COMMIT. */
  COMMIT
}
