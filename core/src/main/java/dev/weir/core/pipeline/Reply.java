package dev.weir.core.pipeline;

/** The destination's reply to the end of a split, with {@code --verify}. */
enum Reply {
  /** Read the next split. */
  CONTINUE,
  /** Compute the digest of the stream. */
  DIGEST,
  /** The attempt is aborted. */
  ABORTED
}
